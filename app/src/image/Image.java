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

/// Builds the self-contained program from the jars: `java Image.java TARGET LAUNCHER
/// CLASSPATH…`, run by the build with the JDK whose runtime goes in.
///
/// The order matters. The AOT cache is only valid for the very jars, runtime image and flags it was
/// trained with, and JDK 25 does not notice a changed jar (JDK-8377932): so everything is removed
/// first and the training comes last, in this one step.
public final class Image {
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

  /// Baked into the runtime, so that the JVMs brummer starts from it behave alike.
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

  /// Bytecode older than this is not kept in an AOT cache.
  private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;

  private Image() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path launcher = Path.of(arguments[1]);
    Path home = target.resolve("brummer");
    remove(home);
    Path lib = Files.createDirectories(home.resolve("lib"));
    List<Path> jars = new ArrayList<>();
    for (String entry : String.join(":", List.of(arguments).subList(2, arguments.length)).split(":")) {
      Path jar = Path.of(entry);
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException("not a jar, run the phase `package`: " + jar);
      }
      Path copy = lib.resolve(jar.getFileName());
      copyModernised(jar, copy);
      jars.add(copy);
    }
    link(home.resolve("runtime"));
    writeLauncher(launcher, home, jars);
    train(home, lib.resolve("brummer.aot"));
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

  private static void writeLauncher(Path template, Path home, List<Path> jars) throws IOException {
    String classPath =
        jars.stream()
            .map(jar -> "$home/lib/" + jar.getFileName())
            .collect(Collectors.joining(":"));
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("brummer");
    Files.writeString(launcher, Files.readString(template).replace("@CLASSPATH@", classPath).replace("@COMMIT@", commit()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Short, with a `+` if there are changes besides; "unknown" outside a repository.
  private static String commit() {
    try {
      Process git = 
          new ProcessBuilder("git", "describe", "--always", "--dirty=+", "--exclude=*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes()).strip();
      return git.waitFor() == 0 && said.matches("[0-9a-f]+\\+?") ? said : "unknown";
    } catch (IOException | InterruptedException noGit) {
      return "unknown";
    }
  }

  private static void train(Path home, Path cache) throws IOException, InterruptedException {
    Path log = home.resolveSibling("training.log");
    ProcessBuilder training =
        new ProcessBuilder(home.resolve("bin/brummer").toString(), "__train", cache.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    training.environment().put("BRUMMER_AOT", "-XX:AOTMode=off");
    Process process = training.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0 || !Files.isRegularFile(cache)) {
      throw new IllegalStateException(
          "the training run ended with " + process.exitValue() + ": " + Files.readString(log));
    }
  }

  /// Copies a jar; classes too old for the cache get a version that it takes, with the stack maps
  /// that belong to it.
  private static void copyModernised(Path from, Path to) throws IOException {
    Map<String, byte[]> old = new TreeMap<>();
    try (JarFile jar = new JarFile(from.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        if (ClassFile.of().parse(bytes).majorVersion() < OLDEST_CACHED) {
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
          JarEntry made = new JarEntry(entry.getName());
          made.setTime(entry.getTime());
          copy.putNextEntry(made);
          copy.write(
              bytes != null
                  ? modernised(rewriter, bytes)
                  : jar.getInputStream(entry).readAllBytes());
          copy.closeEntry();
        }
      }
    }
  }

  private static byte[] modernised(ClassFile rewriter, byte[] bytes) {
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
