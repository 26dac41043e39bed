import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// Builds the self-contained program from the jars: `java ImageBuilder.java VERSION TARGET LAUNCHER
/// CLASSPATH…`. The build runs it with the JDK whose runtime goes into the image.
///
/// The order matters. An AOT cache is only valid for the jars, runtime and flags it was trained with,
/// and JDK 25 does not detect a changed jar (JDK-8377932). So this step removes the old image first and
/// runs the training last.
public final class ImageBuilder {
  private static final String MODULES =
      String.join(
          ",",
          "java.base",
          "java.logging",
          "java.management",
          "java.net.http",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /// Default JVM options of the runtime, so that all JVMs started from it behave alike.
  private static final String JVM_OPTIONS =
      String.join(
          " ",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /// Oldest class file version that an AOT cache can store.
  private static final int MIN_CACHED_VERSION = ClassFile.JAVA_6_VERSION;

  private ImageBuilder() {}

  public static void main(String[] arguments) throws Exception {
    String version = arguments[0];
    Path target = Path.of(arguments[1]).toAbsolutePath().normalize();
    Path launcher = Path.of(arguments[2]);
    Path home = target.resolve("brummer");
    remove(home);
    Path lib = Files.createDirectories(home.resolve("lib"));
    List<Path> jars = new ArrayList<>();
    String classPath = String.join(":", List.of(arguments).subList(3, arguments.length));
    for (String entry : classPath.split(":")) {
      Path jar = Path.of(entry);
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException("not a jar (run the Maven phase `package`): " + jar);
      }
      Path copy = lib.resolve(jar.getFileName());
      copyUpgraded(jar, copy);
      jars.add(copy);
    }
    link(home.resolve("runtime"));
    writeLauncher(launcher, home, jars, version);
    writeShare(home);
    train(home, lib.resolve("brummer.aot"), lib.resolve("client.aot"));
  }

  private static void link(Path runtime) {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int code =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            MODULES,
            "--no-header-files",
            "--no-man-pages",
            "--add-options=" + JVM_OPTIONS,
            "--output",
            runtime.toString());
    if (code != 0) {
      throw new IllegalStateException("jlink failed with " + code);
    }
  }

  private static void writeLauncher(Path template, Path home, List<Path> jars, String version)
      throws IOException {
    String classPath =
        jars.stream()
            .map(jar -> "$home/lib/" + jar.getFileName())
            .collect(Collectors.joining(":"));
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("brummer");
    String script =
        Files.readString(template)
            .replace("@CLASSPATH@", classPath)
            .replace("@VERSION@", version)
            .replace("@COMMIT@", commit());
    Files.writeString(launcher, script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Manual pages and completion functions, from the model of the command line.
  private static void writeShare(Path home) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/brummer").toString(), "__share", home.resolve("share").toString())
            .inheritIO();
    builder.environment().put("BRUMMER_AOT", "-XX:AOTMode=off");
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("the manual pages cannot be written, exit code " + code);
    }
  }

  /// Abbreviated commit, with a `+` if the working tree has changes; "unknown" outside a repository.
  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty=+", "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(git.getInputStream().readAllBytes()).strip();
      return git.waitFor() == 0 && output.matches("[0-9a-f]+\\+?") ? output : "unknown";
    } catch (IOException | InterruptedException gitMissing) {
      return "unknown";
    }
  }

  private static void train(Path home, Path cache, Path clientCache)
      throws IOException, InterruptedException {
    Path log = home.resolveSibling("training.log");
    ProcessBuilder training =
        new ProcessBuilder(home.resolve("bin/brummer").toString(), "__train", cache.toString(), clientCache.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    training.environment().put("BRUMMER_AOT", "-XX:AOTMode=off");
    Process process = training.start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0 || !Files.isRegularFile(cache) || !Files.isRegularFile(clientCache)) {
      throw new IllegalStateException(
          "the training run exited with code " + process.exitValue() + ": " + Files.readString(log));
    }
  }

  /// Copies a jar. Classes too old for the AOT cache are upgraded to a newer class file version, with
  /// generated stack maps.
  private static void copyUpgraded(Path from, Path to) throws IOException {
    Map<String, byte[]> old = new TreeMap<>();
    try (JarFile jar = new JarFile(from.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        if (ClassFile.of().parse(bytes).majorVersion() < MIN_CACHED_VERSION) {
          old.put(entry.getName(), bytes);
        }
      }
      if (old.isEmpty()) {
        Files.copy(from, to);
        return;
      }
      ClassFile rewriter =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(hierarchy(old)));
      try (OutputStream out = Files.newOutputStream(to);
          JarOutputStream copy = new JarOutputStream(out)) {
        for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
          byte[] bytes = old.get(entry.getName());
          JarEntry target = new JarEntry(entry.getName());
          target.setTime(entry.getTime());
          copy.putNextEntry(target);
          copy.write(
              bytes != null
                  ? upgrade(rewriter, bytes)
                  : jar.getInputStream(entry).readAllBytes());
          copy.closeEntry();
        }
      }
    }
  }

  private static byte[] upgrade(ClassFile rewriter, byte[] bytes) {
    ClassTransform version =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion
                    ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                    : element);
    ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeBuilder::with);
    return rewriter.transformClass(rewriter.parse(bytes), version.andThen(bodies));
  }

  private static ClassHierarchyResolver hierarchy(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(
            (ClassDesc name) -> {
              String descriptor = name.descriptorString();
              byte[] bytes =
                  classes.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
              return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
            })
        .orElse(ClassHierarchyResolver.defaultResolver())
        .cached();
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
