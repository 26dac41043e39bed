package dev.brummer.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.brummer.tui.terminal.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Architecture rules over the compiled main classes of all five modules, and over their sources.
class ArchitectureTest {
  private static final String ROOT = "dev.brummer.";
  private static final List<String> MODULES = List.of("engine", "proxy", "tui", "perf", "app");

  /// Slightly below the real number: far fewer classes mean that the rules check nothing.
  private static final int MIN_CLASSES = 1_050;

  private static final int MAX_FILES_PER_PACKAGE = 35;

  /// Classes of the program without the sources that JMH generates.
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("dev.brummer");

  @Test
  void allModules_areImported() {
    assertTrue(PROGRAM.size() >= MIN_CLASSES, PROGRAM.size() + " classes");
    for (String module : MODULES) {
      assertTrue(PROGRAM.containPackage(ROOT + module), module);
    }
  }

  @Test
  void modules_dependDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine")
        .definedBy("dev.brummer.engine..")
        .layer("proxy")
        .definedBy("dev.brummer.proxy..")
        .layer("tui")
        .definedBy("dev.brummer.tui..")
        .layer("perf")
        .definedBy("dev.brummer.perf..")
        .layer("app")
        .definedBy("dev.brummer.app..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("perf")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("tui")
        .mayOnlyBeAccessedByLayers("app", "perf")
        .whereLayer("proxy")
        .mayOnlyBeAccessedByLayers("app", "perf")
        .check(PROGRAM);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.brummer.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  /// Leaf packages and what they may depend on besides events: lines of the log for the detectors'
  /// view of a line, the width of text for assembled and painted lines, the format of a cell for
  /// the emulator, the signals of the JVM for the program, names of secrets for URLs.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "engine.event|engine.file",
        "engine.file|-",
        "engine.text|-",
        "engine.timer|-",
        "engine.tls|-",
        "engine.log.assemble|engine.text",
        "engine.log.match|-",
        "engine.detect.line|engine.log,engine.log.assemble",
        "tui.key|-",
        "tui.paint|engine.text",
        "tui.emulator|tui.paint,engine.text",
        "proxy.inject|-",
        "proxy.route|-",
        "engine.secret|-",
        "proxy.redact|engine.secret",
        "perf.stat|-",
        "engine.socket|engine.process.os",
        "app.control|app.json,app.program,engine.text,engine.file,engine.socket",
        "app.json|-",
        "app.program|engine,engine.text"
      })
  void leaf_dependsOnNoOtherPackageButEvents(String leaf, String permitted) {
    Set<String> dependencies = dependenciesOf(leaf);
    dependencies.remove("engine.event");
    dependencies.removeAll(permitted == null ? Set.of() : Set.of(permitted.split(",")));
    assertEquals(Set.of(), dependencies);
  }

  /// Permitted dependencies between the rooms of the process supervision.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "engine.process|-",
        "engine.process.os|engine.process",
        "engine.process.child|engine.process,engine.process.os",
        "engine.process.supervisor.table|engine.process",
        "engine.process.supervisor|engine.process,engine.process.os,engine.process.child,"
            + "engine.process.supervisor.table"
      })
  void processPackage_dependsOnLowerOnesOnly(String source, String permitted) {
    Set<String> targets =
        dependenciesOf(source).stream()
            .filter(target -> target.startsWith("engine.process"))
            .collect(Collectors.toCollection(TreeSet::new));
    targets.removeAll(permitted == null ? Set.of() : Set.of(permitted.split(",")));
    assertEquals(Set.of(), targets);
  }

  /// Permitted dependencies between the packages of the app module.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "app|app.fastpath,app.command,app.command.config,app.command.remote,app.completion,app.doctor,"
            + "app.graph,app.manual,app.mcp.install,app.program",
        "app.completion|app.config.key,app.control,app.run,app.program",
        "app.doctor|app.control,app.run,app.plain,app.mcp.token,app.program",
        "app.graph|app.control,app.operation.result,app.run,app.program",
        "app.manual|app.command,app.completion,app.config.key,app.program",
        "app.fastpath|-",
        "app.command|app.command.training,app.fastpath,app.run,app.control,app.plain,app.config,app.config.key,app.demo,app.attach,app.program,"
            + "app.mcp.stdio,app.operation",
        "app.command.training|-",
        "app.command.remote|app.command,app.control,app.plain,app.program",
        "app.attach|app.control,app.program",
        "app.run|app.attach,app.operation,app.control,app.control.method,app.plain,app.config,app.config.key,"
            + "app.project,app.project.format,app.program,app.mcp",
        "app.control|app.json,app.program",
        "app.control.method|app.control,app.operation,app.operation.render,"
            + "app.operation.result,app.operation.request,app.program",
        "app.operation|app.operation.result,app.operation.request,app.operation.vite",
        "app.operation.vite|-",
        "app.operation.render|app.operation.result",
        "app.operation.result|-",
        "app.operation.request|-",
        "app.mcp.protocol|app.json",
        "app.mcp.token|-",
        "app.mcp.http|app.mcp.protocol",
        "app.mcp.tool|app.mcp.protocol,app.operation,app.operation.result,app.operation.render,"
            + "app.operation.request",
        "app.mcp.resource|app.mcp.protocol,app.operation,app.operation.result,app.operation.render,"
            + "app.operation.request",
        "app.mcp.prompt|app.mcp.protocol,app.operation,app.operation.result,app.operation.render,"
            + "app.operation.request",
        "app.mcp|app.mcp.protocol,app.mcp.http,app.mcp.tool,app.mcp.resource,app.mcp.prompt,"
            + "app.mcp.token,app.control,app.operation,app.operation.render",
        "app.mcp.stdio|app.mcp,app.mcp.protocol,app.control,app.json,app.program",
        "app.mcp.install|app.control,app.run,app.program,app.mcp.token",
        "app.plain|app.program",
        "app.config|app.config.key,app.program",
        "app.config.key|-",
        "app.command.config|app.command,app.command.remote,app.run,app.config,app.config.key,app.control,app.program",
        "app.project|app.project.yaml,app.project.format,app.project.compose,app.project.mprocs,"
            + "app.project.docker,app.project.moon,app.project.taskfile,app.project.vscode,app.program",
        "app.project.format|app.project.yaml",
        "app.project.compose|app.project.format,app.project.yaml,app.config,app.program",
        "app.project.mprocs|app.project.format,app.project.yaml",
        "app.project.docker|app.project.format,app.project.yaml",
        "app.project.moon|app.project.format,app.project.yaml",
        "app.project.taskfile|app.project.format,app.project.yaml",
        "app.project.vscode|app.project.format,app.project.yaml",
        "app.project.yaml|-",
        "app.demo|app.program",
        "app.demo.http|app.demo"
      })
  void appPackage_dependsOnLowerOnesOnly(String source, String permitted) {
    Set<String> targets =
        dependenciesOf(source).stream()
            .filter(target -> target.startsWith("app"))
            .collect(Collectors.toCollection(TreeSet::new));
    targets.removeAll(permitted == null ? Set.of() : Set.of(permitted.split(",")));
    assertEquals(Set.of(), targets);
  }

  @Test
  void model_doesNotDependOnItsViews() {
    noClasses()
        .that()
        .resideInAPackage("dev.brummer.tui.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.brummer.tui.view..", "com.googlecode.lanterna..")
        .check(PROGRAM);
  }

  /// Libraries and the only packages that may use them, both comma-separated.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.googlecode.lanterna..|dev.brummer.tui.terminal..",
        "io.nayuki.qrcodegen..|dev.brummer.tui.view..",
        "io.netty..|dev.brummer.proxy..,dev.brummer.app.mcp..",
        "picocli..|dev.brummer.app..",
        "org.tomlj..|dev.brummer.engine.script..,dev.brummer.app.config..,dev.brummer.app.command.config..,dev.brummer.app.mcp.install..,"
            + "dev.brummer.perf.gate..",
        "org.snakeyaml..|dev.brummer.app.project.yaml..",
        "org.jctools..|dev.brummer.engine.event..",
        "com.fasterxml.jackson..|dev.brummer.engine..,dev.brummer.proxy..,dev.brummer.tui..,"
            + "dev.brummer.app.config.key..,"
            + "dev.brummer.perf..,dev.brummer.app.command..,dev.brummer.app.operation..,"
            + "dev.brummer.app.control..,dev.brummer.app.mcp..,dev.brummer.app.attach..,"
            + "dev.brummer.app.plain..",
        "org.openjdk.jmh..,org.HdrHistogram..,org.jline..|dev.brummer.perf..",
        "com.lmax..,com.google.common..,net.engio..,org.apache.commons..|dev.brummer.perf.."
      })
  void library_isUsedByItsOwnersOnly(String libraries, String owners) {
    noClasses()
        .that()
        .resideOutsideOfPackages(owners.split(","))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries.split(","))
        .check(PROGRAM);
  }

  /// In the built program the bootstrap loader defines all classes but those of the demo servers
  /// and the training. It sees only the modules of the JDK that it defines itself.
  @Test
  void classes_areVisibleToTheBootstrapLoader() {
    Set<String> invisible = new TreeSet<>();
    for (JavaClass type : PROGRAM) {
      String name = type.getPackageName();
      if (Stream.of("app.demo.http", "app.command.training")
          .noneMatch(part -> name.startsWith(ROOT + part))) {
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
            .filter(target -> isLoadedBy(target, ClassLoader.getPlatformClassLoader()))
            .filter(target -> !isLoadedBy(target, null))
            .forEach(target -> invisible.add(type.getName() + " uses " + target));
      }
    }
    assertEquals(Set.of(), invisible);
  }

  private static boolean isLoadedBy(String type, @Nullable ClassLoader loader) {
    try {
      Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException other) {
      return false;
    }
  }

  /// The gate of all output: nothing prints around [dev.brummer.engine.text.TerminalGate]. Standard
  /// output and standard error are opened by the streams behind the gate and by the painter, whose
  /// cells pass the same rules.
  @Test
  void standardStreams_areOpenedBehindTheGateOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.brummer.app.program.StandardStreams")
        .and()
        .doNotHaveFullyQualifiedName("dev.brummer.tui.terminal.TtyTerminal")
        .should()
        .accessField(FileDescriptor.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "err")
        .check(PROGRAM);
  }

  @Test
  void systemStreams_areNotUsed() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(isCallOf(Console.class, Set.of("printf", "format", "writer", "readLine")))
        .orShould()
        .callMethodWhere(
            isCallOf(Throwable.class, Set.of("printStackTrace"))
                .and(
                    DescribedPredicate.describe(
                        "without a stream",
                        call -> call.getTarget().getRawParameterTypes().isEmpty())))
        .check(PROGRAM);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.brummer.app.program.StandardStreams")
        .should()
        .callMethodWhere(isCallOf(System.class, Set.of("setOut", "setErr")))
        .check(PROGRAM);
  }

  /// Streams that print decide on an encoding and a target of their own. The program's text goes to
  /// [dev.brummer.engine.text.TerminalOutput]; a library that wants one gets it in these classes.
  @Test
  void printStreams_areMadeForLibrariesOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.brummer.app.program.StandardStreams")
        .and()
        .doNotHaveFullyQualifiedName("dev.brummer.app.Brummer")
        .and()
        .doNotHaveFullyQualifiedName("dev.brummer.perf.suite.JmhCase")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(PrintStream.class, PrintWriter.class)
        .check(PROGRAM);
  }

  /// The terminal as a file would be a way around the gate. Its settings are read and changed in
  /// [dev.brummer.engine.process.supervisor.ControllingTerminal].
  @Test
  void terminalDevice_isNotOpened() throws IOException {
    List<Path> opening = new ArrayList<>();
    for (List<Path> files : sourceFolders("main").values()) {
      for (Path file : files) {
        String source = Files.readString(file);
        boolean opens =
            Stream.of(
                    "/dev/tty", "/dev/stdout", "/dev/stderr", "/proc/self/fd/1", "/proc/self/fd/2")
                .anyMatch(source::contains);
        if (opens
            && !file.endsWith("ControllingTerminal.java")
            && !file.endsWith("package-info.java")) {
          opening.add(file);
        }
      }
    }
    assertEquals(List.of(), opening);
  }

  /// Bytes reach a terminal from its controller only, or from the pump of another brummer's one.
  @Test
  void terminal_isWrittenByItsControllerOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.brummer.tui.terminal")
        .and()
        .doNotHaveFullyQualifiedName("dev.brummer.tui.remote.TerminalPump")
        .should()
        .callMethodWhere(isCallOf(Terminal.class, Set.of("write")))
        .check(PROGRAM);
  }

  /// The lambdas in these methods are serializable, so no AOT cache contains them: each is a class
  /// generated at its first use, 5 ms in the start of the program or at a first key.
  @Test
  void comparators_areNotCombined() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.brummer.engine..", "dev.brummer.tui..")
        .should()
        .callMethodWhere(
            isCallOf(
                Comparator.class,
                Set.of("comparing", "comparingInt", "comparingLong", "thenComparing")))
        .check(PROGRAM);
  }

  private static DescribedPredicate<JavaMethodCall> isCallOf(Class<?> owner, Set<String> methods) {
    return DescribedPredicate.describe(
        "calls of " + owner.getSimpleName() + " " + methods,
        call ->
            call.getTargetOwner().isAssignableTo(owner)
                && methods.contains(call.getTarget().getName()));
  }

  @Test
  void namedError_isAThrowable() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Error")
        .should()
        .notBeAssignableTo(Throwable.class)
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void mainClass_isNotNamedLikeATest() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Test")
        .orShould()
        .haveSimpleNameEndingWith("IT")
        .check(PROGRAM);
  }

  @Test
  void simpleNames_areUnique() {
    Map<String, Long> counts =
        PROGRAM.stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    counts.values().removeIf(count -> count == 1);
    assertEquals(Map.of(), counts);
  }

  @Test
  void everyPackage_isDocumented() throws IOException {
    List<String> undocumented = new ArrayList<>();
    for (Map.Entry<Path, List<Path>> folder : sourceFolders("main").entrySet()) {
      boolean documented =
          folder.getValue().stream().anyMatch(file -> file.endsWith("package-info.java"));
      if (!documented) {
        undocumented.add(folder.getKey().toString());
      }
    }
    assertEquals(List.of(), undocumented);
  }

  @Test
  void everyPackage_isSmall() throws IOException {
    Map<String, Integer> large = new TreeMap<>();
    sourceFolders("main")
        .forEach((folder, files) -> {
          if (files.size() > MAX_FILES_PER_PACKAGE) {
            large.put(folder.toString(), files.size());
          }
        });
    assertEquals(Map.of(), large);
  }

  @Test
  void tests_doNotSleep() throws IOException {
    String call = "Thread.sleep" + "(";
    List<Path> sleeping = new ArrayList<>();
    for (List<Path> files : sourceFolders("test").values()) {
      for (Path file : files) {
        if (Files.readString(file).contains(call)) {
          sleeping.add(file);
        }
      }
    }
    assertEquals(List.of(), sleeping);
  }

  /// Other packages of brummer that a package depends on, without the common prefix.
  private static Set<String> dependenciesOf(String source) {
    DescribedPredicate<JavaClass> inSource =
        DescribedPredicate.describe(
            "in " + source, type -> type.getPackageName().equals(ROOT + source));
    JavaClasses classes = PROGRAM.that(inSource);
    assertTrue(!classes.isEmpty(), "no classes in " + source);
    return classes.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getPackageName())
        .filter(name -> name.startsWith(ROOT) && !name.equals(ROOT + source))
        .map(name -> name.substring(ROOT.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Java files of all modules by folder; `module-info.java` is left out.
  private static Map<Path, List<Path>> sourceFolders(String kind) throws IOException {
    Map<Path, List<Path>> folders = new TreeMap<>();
    for (String module : MODULES) {
      Path root = Path.of("..", module, "src", kind, "java", "dev");
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file ->
                folders.computeIfAbsent(file.getParent(), _ -> new ArrayList<>()).add(file));
      }
    }
    assertTrue(!folders.isEmpty(), "no sources");
    return folders;
  }
}
