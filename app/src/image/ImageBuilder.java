import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// Builds the self-contained program from the jars: `java ImageBuilder.java VERSION COMMIT TARGET
/// LAUNCHER CLASSPATH…`, where COMMIT is a program that prints the commit. The build runs it with the
/// JDK whose runtime goes into the image.
///
///     bin/brummer      launcher, for the machine it was built on
///     lib/             brummer.jar, demo.jar, AOT caches
///     lib/bench/       jars that only `brummer bench` loads
///     release          version and commit, one line
///     runtime/         Java runtime
///     share/           manual pages and completion functions
///
/// The launcher appends brummer.jar to the boot class path, for all commands but `brummer bench` and the
/// training. The JVM links the classes of an AOT cache before `main`, and for the bootstrap loader it does
/// so without protection domains, loader constraints and calls of the loader's Java code: `-version` with
/// brummer.aot takes 46 ms, and 65 ms with brummer.jar on the class path.
///
/// The order matters. An AOT cache is only valid for the jars, runtime and flags it was trained with. So
/// this step removes the old image first and runs the training last. The JVM recognizes a jar by its size and
/// its modification time, which is [#JAR_TIME] therefore; JarTime in the program restores it when a copy
/// has lost it. JDK 25 does not look at the jars of the class path (JDK-8377932).
public final class ImageBuilder {
  private static final String MODULES =
      String.join(
          ",",
          "java.base",
          "java.logging",
          "java.management",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /// Default JVM options of the runtime, so that all JVMs started from it behave alike. An AOT cache that
  /// does not fit only makes the start slower, and `brummer doctor` says so.
  private static final String JVM_OPTIONS =
      String.join(
          " ",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-Xlog:disable",
          "-Xlog:all=error,aot*=off:stderr",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /// Jars of the benchmark harness, its statistics and the alternatives it measures, with what these
  /// need. The launcher appends them to the class path of `brummer bench`.
  private static final Pattern BENCH_ONLY =
      Pattern.compile(
          "(HdrHistogram|commons-(math3|numbers|rng|statistics)|disruptor|error_prone_annotations"
              + "|failureaccess|guava|jline-terminal|jmh-core|jopt-simple|mbassador)-.*");

  /// Our own jars, whose names carry no version: a release is named without building them again.
  private static final Pattern OWN_JAR = Pattern.compile("(brummer-[a-z]+)-[0-9].*\\.jar");

  /// Classes that use the module `jdk.httpserver`, and their resources. The bootstrap loader does not see
  /// it, so they are in a jar on the class path.
  private static final Pattern DEMO = Pattern.compile("dev/brummer/app/demo/http/.*");

  /// Modification time of brummer.jar and demo.jar, the same for all builds.
  private static final Instant JAR_TIME = Instant.parse("2000-01-01T00:00:00Z");

  private static final String FORM = "@lambda-form-invoker [LF_RESOLVE] java.lang.invoke.";

  /// Forms of method handles that a run needs, most of them to link C functions. The training does not
  /// record forms: the AOT cache has those of the list of classes that belongs to the runtime, and a run
  /// generates a class for any other, in half a millisecond. With
  /// `-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true` a run prints those that are missing, marked
  /// `(fail)`.
  private static final String FORMS =
      """
      DelegatingMethodHandle$Holder reinvoke_L L4J6_J
      DelegatingMethodHandle$Holder reinvoke_L LLI_V
      DelegatingMethodHandle$Holder reinvoke_L LLJ_V
      DelegatingMethodHandle$Holder reinvoke_L LL_J
      DirectMethodHandle$Holder invokeInterface LLJJ_L
      DirectMethodHandle$Holder invokeInterface LLJL_L
      DirectMethodHandle$Holder invokeSpecial L3JL_I
      DirectMethodHandle$Holder invokeSpecial L5J6_J
      DirectMethodHandle$Holder invokeSpecial LLJ8_J
      DirectMethodHandle$Holder invokeStatic L4J6_J
      DirectMethodHandle$Holder invokeStatic LJ4_J
      DirectMethodHandle$Holder invokeStatic LL_J
      DirectMethodHandle$Holder invokeStaticInit L4J6_J
      DirectMethodHandle$Holder invokeStaticInit LJ4_J
      DirectMethodHandle$Holder invokeStaticInit LJ_L
      DirectMethodHandle$Holder invokeStaticInit LL_J
      DirectMethodHandle$Holder invokeVirtual L5_L
      DirectMethodHandle$Holder invokeVirtual LLII_L
      DirectMethodHandle$Holder invokeVirtual LLILII_L
      Invokers$Holder invokeExact_MT LJ8L_J
      """;

  /// Oldest class file version that an AOT cache can store.
  private static final int MIN_CACHED_VERSION = ClassFile.JAVA_6_VERSION;

  private ImageBuilder() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[2]).toAbsolutePath().normalize();
    Path home = target.resolve("brummer");
    remove(home);
    Path lib = Files.createDirectories(home.resolve("lib"));
    List<Path> benchJars = new ArrayList<>();
    Path bench = Files.createDirectories(lib.resolve("bench"));
    String classPath = String.join(":", List.of(arguments).subList(4, arguments.length));
    MergedJar program = new MergedJar(ClassFile.of(ClassHierarchyResolverOption.of(hierarchy(classPath))));
    for (String entry : classPath.split(":")) {
      Path jar = Path.of(entry);
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException("not a jar (run the Maven phase `package`): " + jar);
      }
      Matcher own = OWN_JAR.matcher(jar.getFileName().toString());
      String name = own.replaceFirst("$1.jar");
      if (BENCH_ONLY.matcher(name).matches()) {
        Path copy = bench.resolve(name);
        copyUpgraded(jar, copy);
        benchJars.add(copy);
      } else {
        program.add(jar, name, own.matches());
      }
    }
    Path demo = program.write(lib.resolve("demo.jar"), DEMO.asMatchPredicate());
    Path jar = program.write(lib.resolve("brummer.jar"), DEMO.asMatchPredicate().negate());
    for (Path timed : List.of(jar, demo)) {
      Files.setLastModifiedTime(timed, FileTime.from(JAR_TIME));
    }
    link(home.resolve("runtime"));
    addForms(home.resolve("runtime/lib/classlist"));
    writeLauncher(Path.of(arguments[3]), home, List.of(jar), List.of(demo), benchJars);
    Files.writeString(home.resolve("release"), arguments[0] + " " + commit(arguments[1]) + "\n");
    writeShare(home);
    train(home, List.of(lib.resolve("brummer.aot"), lib.resolve("client.aot"), lib.resolve("plain.aot")));
  }

  /// Runs jlink in a JVM of its own in which all objects have the same identity hash code. jlink orders its
  /// plug-ins by these hash codes, so whether `--strip-debug` also strips the classes that another plug-in
  /// generates would vary between builds.
  private static void link(Path runtime) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "-J-XX:+IgnoreUnrecognizedVMOptions",
                "-J-XX:+UnlockExperimentalVMOptions",
                "-J-XX:hashCode=2",
                "--add-modules",
                MODULES,
                "--no-header-files",
                "--no-man-pages",
                "--strip-debug",
                "--add-options=" + JVM_OPTIONS,
                "--output",
                runtime.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("jlink failed with " + code);
    }
  }

  /// Adds [#FORMS] to the list from which the training takes them.
  private static void addForms(Path list) throws IOException {
    Files.write(list, FORMS.lines().map(line -> FORM + line).toList(), StandardOpenOption.APPEND);
  }

  private static String classPath(Path home, List<Path> jars) {
    return jars.stream()
        .map(jar -> "$home/" + home.relativize(jar))
        .collect(Collectors.joining(":"));
  }

  private static void writeLauncher(
      Path template, Path home, List<Path> program, List<Path> demo, List<Path> bench)
      throws IOException {
    Machine machine = Machine.current();
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("brummer");
    String script =
        Files.readString(template)
            .replace("@PROGRAM@", classPath(home, program))
            .replace("@JAR_TIME@", String.valueOf(JAR_TIME.getEpochSecond()))
            .replace("@CLASSPATH@", classPath(home, demo))
            .replace("@BENCH_CLASSPATH@", classPath(home, bench))
            .replace("@MACHINE@", machine.label)
            .replace("@UNAME@", machine.uname)
            .replace("@LOADER@", machine.loader)
            .replace("@JAVA@", String.valueOf(Runtime.version().feature()));
    Files.writeString(launcher, script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The machines that a program can be built on and for.
  private enum Machine {
    X64("amd64", "x86-64", "x86_64", "/lib64/ld-linux-x86-64.so.2"),
    ARM64("aarch64", "arm64", "aarch64", "/lib/ld-linux-aarch64.so.1");

    private final String property;

    /// Name in messages.
    private final String label;

    /// Name that the kernel gives it.
    private final String uname;

    /// Dynamic loader of the C library glibc, which the runtime needs. A system has it only if it has
    /// this machine and this library.
    private final String loader;

    Machine(String property, String label, String uname, String loader) {
      this.property = property;
      this.label = label;
      this.uname = uname;
      this.loader = loader;
    }

    static Machine current() {
      String arch = System.getProperty("os.arch");
      for (Machine machine : values()) {
        if (machine.property.equals(arch) && Files.exists(Path.of(machine.loader))) {
          return machine;
        }
      }
      throw new IllegalStateException(
          "brummer is built on Linux with glibc on x86-64 or arm64, not on "
              + System.getProperty("os.name")
              + " "
              + arch);
    }
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

  private static String commit(String program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " exited with code " + process.exitValue());
    }
    return output;
  }

  private static void train(Path home, List<Path> caches)
      throws IOException, InterruptedException {
    Path log = home.resolveSibling("training.log");
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/brummer").toString(), "__train"));
    caches.forEach(cache -> command.add(cache.toString()));
    ProcessBuilder training =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    training.environment().put("BRUMMER_AOT", "-XX:AOTMode=off");
    Process process = training.start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0 || !caches.stream().allMatch(Files::isRegularFile)) {
      throw new IllegalStateException(
          "the training run exited with code " + process.exitValue() + ": " + Files.readString(log));
    }
  }

  /// Changes a file of a jar.
  private interface Change {
    byte[] apply(String name, byte[] bytes);
  }

  /// The program and its libraries in one jar. The JVM creates a URL, a manifest and a protection domain for
  /// each jar of the class path before `main`, by code that is interpreted: 24 jars took 10 ms of each start.
  /// Classes for several releases of Java are resolved for this one.
  private static final class MergedJar {
    private static final String SERVICES = "META-INF/services/";
    private static final String VERSIONS = "META-INF/versions/";

    /// Lists the jars that were merged, one a line. For the bill of materials.
    private static final String JARS = "META-INF/jars";

    /// What only build tools and module paths use.
    private static final Pattern UNUSED =
        Pattern.compile(
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]*\\.(SF|DSA|RSA|EC)|maven/.*|native-image/.*)"
                + "|OSGI-INF/.*|(.*/)?module-info\\.class");

    private final ClassFile inliner;
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final List<String> jars = new ArrayList<>();
    private long time = Long.MAX_VALUE;

    /// @param inliner for the bootstraps of our own classes that the AOT cache cannot store
    MergedJar(ClassFile inliner) {
      this.inliner = inliner;
    }

    /// @param own whether it is a jar of this program
    void add(Path file, String name, boolean own) throws IOException {
      jars.add(name);
      try (JarFile jar =
          new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
        Map<String, byte[]> added = new TreeMap<>();
        for (JarEntry entry : jar.versionedStream().filter(it -> !it.isDirectory()).toList()) {
          String path = entry.getName();
          if (!UNUSED.matcher(path).matches() && !path.startsWith(VERSIONS)) {
            added.put(path, jar.getInputStream(entry).readAllBytes());
            time = Math.min(time, entry.getTime());
          }
        }
        Change change = own ? this::inlined : upgrade(added);
        for (Map.Entry<String, byte[]> entry : added.entrySet()) {
          put(entry.getKey(), change.apply(entry.getKey(), entry.getValue()), name, own);
        }
      }
    }

    private byte[] inlined(String path, byte[] bytes) {
      return path.endsWith(".class") ? BootstrapInliner.inline(inliner, bytes) : bytes;
    }

    /// Texts of libraries such as licenses, which many have under the same name, go to a directory of their
    /// jar.
    private void put(String path, byte[] bytes, String jar, boolean own) {
      boolean service = path.startsWith(SERVICES);
      String target =
          path.startsWith("META-INF/") && !service && !own
              ? "META-INF/" + jar.replaceFirst("\\.jar$", "") + path.substring("META-INF".length())
              : path;
      byte[] before = entries.put(target, bytes);
      if (before != null && service) {
        byte[] both = Arrays.copyOf(before, before.length + 1 + bytes.length);
        both[before.length] = '\n';
        System.arraycopy(bytes, 0, both, before.length + 1, bytes.length);
        entries.put(target, both);
      } else if (before != null && !Arrays.equals(before, bytes)) {
        throw new IllegalStateException("two jars contain " + path + ", one of them is " + jar);
      }
    }

    /// Writes the entries whose names match.
    Path write(Path to, Predicate<String> part) throws IOException {
      try (OutputStream out = Files.newOutputStream(to);
          JarOutputStream jar = new JarOutputStream(out)) {
        write(jar, JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\r\n\r\n".getBytes(UTF_8));
        write(jar, JARS, (String.join("\n", jars) + "\n").getBytes(UTF_8));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          if (part.test(entry.getKey())) {
            write(jar, entry.getKey(), entry.getValue());
          }
        }
      }
      return to;
    }

    /// All entries have the same time, so that two builds are equal.
    private void write(JarOutputStream jar, String path, byte[] bytes) throws IOException {
      JarEntry entry = new JarEntry(path);
      entry.setTime(time);
      jar.putNextEntry(entry);
      jar.write(bytes);
      jar.closeEntry();
    }
  }

  /// Copies a jar. Classes too old for the AOT cache are upgraded.
  private static void copyUpgraded(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile());
        OutputStream out = Files.newOutputStream(to);
        JarOutputStream copy = new JarOutputStream(out)) {
      Map<String, byte[]> all = new LinkedHashMap<>();
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        all.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
      Change change = upgrade(all);
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        JarEntry target = new JarEntry(entry.getKey());
        target.setTime(jar.getEntry(entry.getKey()).getTime());
        copy.putNextEntry(target);
        copy.write(change.apply(entry.getKey(), entry.getValue()));
        copy.closeEntry();
      }
    }
  }

  /// Upgrades classes too old for the AOT cache to a newer class file version, with generated stack maps.
  private static Change upgrade(Map<String, byte[]> jar) {
    Map<String, byte[]> old = new TreeMap<>();
    jar.forEach((name, bytes) -> {
      if (name.endsWith(".class") && ClassFile.of().parse(bytes).majorVersion() < MIN_CACHED_VERSION) {
        old.put(name, bytes);
      }
    });
    ClassFile rewriter =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(old)));
    return (name, bytes) -> old.containsKey(name) ? upgrade(rewriter, bytes) : bytes;
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

  /// Resolves all classes of a class path.
  private static ClassHierarchyResolver hierarchy(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(":")) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return ClassHierarchyResolver.ofResourceParsing(new URLClassLoader(urls.toArray(URL[]::new)))
        .orElse(ClassHierarchyResolver.defaultResolver())
        .cached();
  }

  private static ClassHierarchyResolver hierarchy(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(
            (ClassDesc name) -> {
              String descriptor = name.descriptorString();
              byte[] bytes =
                  classes.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
              return bytes == null ? null : new ByteArrayInputStream(bytes);
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
