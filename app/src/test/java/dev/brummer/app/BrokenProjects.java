package dev.brummer.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// Projects in which one file is damaged or replaced by something that is no file. The process `ok`
/// is in a Procfile beside it, if that is not the damaged file.
public final class BrokenProjects {
  /// Names of Java classes, stack traces and identities of objects.
  public static final Pattern JAVA =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|dev\\.brummer|org\\.tomlj|com\\.fasterxml|picocli)\\.[\\w.$]*[A-Z]"
              + "|\\w*Exception\\b|\\bat [\\w.$]+\\(\\w+\\.java|StackOverflow|OutOfMemory"
              + "|\\w\\.get[A-Z]\\w*\\(|@[0-9a-f]{6,8}\\b");

  /// What stands in the place of the file.
  public enum Kind {
    BYTES_FLIPPED,
    BYTES_INSERTED,
    CUT,
    PART_DOUBLED,
    PART_DELETED,
    WRONG_TYPE,
    NESTED,
    HUGE,
    LONG_LINE,
    UTF_16,
    LATIN_1,
    EMPTY,
    FIFO,
    DIRECTORY,
    SOCKET,
    LINK_LOOP,
    DANGLING_LINK,
    DEVICE;

    /// Whether it cannot be read as a file.
    public boolean isUnreadable() {
      return compareTo(FIFO) >= 0;
    }
  }

  /// A project.
  ///
  /// @param file relative path of the damaged file
  public record Project(Path directory, String file, Kind kind) {
    /// Whether the process `ok` can be found whatever the damage.
    public boolean hasOk() {
      return !file.equals("Procfile") && !file.equals("brummer.toml");
    }
  }

  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put(
        "brummer.toml",
        """
        theme = "dark"
        env_file = "more.env"
        [process.db]
        command = ["sh", "-c", "echo up; exec sleep 300"]
        ready = { log = "^up$", timeout = "10s" }
        env = { PORT = "5432", "A.B" = "x" }
        [process.web]
        script = "dev"
        depends_on = { db = "ready" }
        restart = { when = "on-failure", backoff = "10ms", attempts = 2 }
        watch = ["src/**"]
        success = [0, 4]
        """);
    FILES.put(
        "package.json",
        """
        {"name": "shop", "version": "1.0.0", "private": true, "packageManager": "pnpm@9.0.0",
         "workspaces": ["packages/*", {"x": 1}],
         "scripts": {"dev": "vite --port 3000", "build": "tsc && vite build", "test": "vitest"},
         "dependencies": {"vite": "^7.0.0"}}
        """);
    FILES.put(
        "packages/a/package.json", "{\"name\": \"@shop/a\", \"scripts\": {\"dev\": \"true\"}}");
    FILES.put("pnpm-workspace.yaml", "packages:\n  - 'packages/*'\n  - \"!packages/b\"\n");
    FILES.put("Procfile", "web: node server.js\n# comment\nworker: sh -c 'echo $HOME'\n");
    FILES.put("Procfile.dev", "css: npx tailwindcss --watch\n");
    FILES.put(
        "Makefile", "A := $(shell true)\n.PHONY: run\nrun: dep ## runs it\n\ttrue\ndep:\n\ttrue\n");
    FILES.put("justfile", "# builds\nbuild arg='x':\n  echo {{arg}}\n@run *args:\n  true\n");
    FILES.put(".env", "A=1\nexport B=\"two\\nlines\"\nC='${A}'\nD=${A:-x}$B\n# comment\nE=`x`\n");
    FILES.put(".env.local", "LOCAL=$LOCAL$A\nMULTI=\"a\nb\"\n");
    FILES.put(
        "Cargo.toml", "[package]\nname = \"x\"\nversion = \"0.1.0\"\n[[bin]]\nname = \"y\"\n");
    FILES.put("go.mod", "module example.org/x\n\ngo 1.22\n");
    FILES.put("pom.xml", "<project><artifactId>x</artifactId><build/></project>\n");
    FILES.put("build.gradle.kts", "plugins { application }\ntasks.register(\"x\") { }\n");
    FILES.put("package-lock.json", "{\"lockfileVersion\": 3}\n");
  }

  private static final Pattern VALUE = Pattern.compile("(?<=[=:] ?)[^=:\\n,]+");
  private static final List<String> WRONG =
      List.of(
          "1",
          "-5",
          "true",
          "null",
          "[]",
          "{}",
          "[[1, \"x\"]]",
          "\"\"",
          "\"\\u0000\"",
          "1e999",
          "9999999999999999999",
          "2026-01-01",
          "\"${\"",
          "nan",
          "'''x",
          "{a = {b = {}}}",
          "\"../../../..\"",
          "\"~\"",
          "\"10\u0663s\"",
          "[{}]",
          "\"x\\ud800\"");
  private static final List<String> OPENINGS =
      List.of("[", "{", "{\"a\":", "{a=", "(", "${A:-", "a.", "<a>", "\"", "'", "$(", "- ");

  private BrokenProjects() {}

  /// Creates the project of a seed in a new directory.
  public static Project create(Path directory, long seed) throws Exception {
    Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    List<String> names = List.copyOf(FILES.keySet());
    String name = names.get(random.nextInt(names.size()));
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    if (name.startsWith("packages/") || name.startsWith("pnpm")) {
      Files.writeString(directory.resolve("package.json"), FILES.get("package.json"));
    }
    if (!name.equals("Procfile")) {
      Files.writeString(directory.resolve("Procfile"), "ok: true\n");
    }
    if (kind.isUnreadable()) {
      replace(file, kind);
    } else {
      Files.write(file, damage(FILES.get(name), kind, random));
    }
    return new Project(directory, name, kind);
  }

  private static void replace(Path file, Kind kind) throws Exception {
    switch (kind) {
      case FIFO -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      case DIRECTORY -> Files.createDirectory(file);
      case SOCKET -> bind(file);
      case LINK_LOOP -> Files.createSymbolicLink(file, file.getFileName());
      case DANGLING_LINK -> Files.createSymbolicLink(file, Path.of("gone"));
      default -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
    }
  }

  /// Creates a socket file. Its path is limited to about 100 bytes.
  private static void bind(Path file) throws IOException {
    Path shortPath = Files.createTempFile("s", "");
    Files.delete(shortPath);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(shortPath));
      Files.move(shortPath, file);
    }
  }

  private static byte[] damage(String text, Kind kind, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(bytes.length - at);
    return switch (kind) {
      case BYTES_FLIPPED -> flipped(bytes, random);
      case BYTES_INSERTED -> join(bytes, at, noise(random), at);
      case CUT -> join(bytes, at, new byte[0], bytes.length);
      case PART_DOUBLED -> join(bytes, at + length, bytes, at);
      case PART_DELETED -> join(bytes, at, new byte[0], at + length);
      case WRONG_TYPE -> wrongType(text, random).getBytes(StandardCharsets.UTF_8);
      case NESTED -> nested(text, random).getBytes(StandardCharsets.UTF_8);
      case HUGE -> text.repeat((5 << 20) / text.length()).getBytes(StandardCharsets.UTF_8);
      case LONG_LINE -> (text + "x".repeat(1 << 20) + "=1\n").getBytes(StandardCharsets.UTF_8);
      case UTF_16 -> text.getBytes(StandardCharsets.UTF_16);
      case LATIN_1 -> text.replace('e', '\u00e9').getBytes(Charset.forName("ISO-8859-1"));
      default -> new byte[0];
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    for (int i = random.nextInt(20); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] join(byte[] bytes, int headEnd, byte[] middle, int tailBegin) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, headEnd);
    joined.writeBytes(middle);
    joined.write(bytes, tailBegin, bytes.length - tailBegin);
    return joined.toByteArray();
  }

  private static String wrongType(String text, Random random) {
    String wrong = WRONG.get(random.nextInt(WRONG.size()));
    int skipped = random.nextInt(8);
    int[] seen = {0};
    return VALUE
        .matcher(text)
        .replaceAll(value ->
            java.util.regex.Matcher.quoteReplacement(seen[0]++ == skipped ? wrong : value.group()));
  }

  private static String nested(String text, Random random) {
    int at = random.nextInt(text.length());
    String opening = OPENINGS.get(random.nextInt(OPENINGS.size()));
    return text.substring(0, at) + opening.repeat(1 << random.nextInt(16)) + text.substring(at);
  }
}
