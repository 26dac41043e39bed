package dev.brummer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.BrokenProjects.Kind;
import dev.brummer.app.BrokenProjects.Project;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer list` in projects with a broken file: sentences instead of stack traces, no hang, the
/// right exit code, and everything else is still found. All run in one JVM of their own, because
/// the program prints to the streams of its process.
///
/// `-Dbrummer.soak.configurations=1000` sets the number of projects, `-Dbrummer.soak.seed` the
/// first of their seeds.
@Timeout(1_800)
class BrokenConfigurationTest {
  private static final int PROJECTS = Integer.getInteger("brummer.soak.configurations", 150);
  private static final long SEED = Long.getLong("brummer.soak.seed", 1);
  private static final int MAX_MILLIS = 10_000;
  private static final String BEGIN = "=== begin ";
  private static final String END = "=== end ";

  @TempDir Path folder;

  private final List<String> violations = new ArrayList<>();

  @Test
  void brokenFile_getsASentence_andNeverATraceOrAHang() throws Exception {
    List<Project> projects = new ArrayList<>();
    for (int i = 0; i < PROJECTS; i++) {
      projects.add(BrokenProjects.create(folder.resolve("p" + i), SEED + i));
    }
    Path output = run(projects);
    int checked = check(projects, Files.readString(output, StandardCharsets.UTF_8));
    if (checked < PROJECTS) {
      violations.add("hangs or ends the program: " + projects.get(checked));
    }
    SoakResult.print(
        PROJECTS + " broken configurations",
        "0 traces, hangs, wrong codes",
        violations.size() + " of " + checked,
        violations.isEmpty(),
        SEED);
    assertEquals(List.of(), violations.stream().limit(10).toList(), violations.size() + " of them");
  }

  private Path run(List<Project> projects) throws IOException, InterruptedException {
    Path list = folder.resolve("projects");
    Files.write(list, projects.stream().map(project -> project.directory().toString()).toList());
    Path output = folder.resolve("output");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName(),
                list.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      child.waitFor(60 + PROJECTS, TimeUnit.SECONDS);
    } finally {
      child.destroyForcibly();
    }
    return output;
  }

  /// Returns the number of projects that came to an end.
  private int check(List<Project> projects, String output) {
    int checked = 0;
    for (String part : output.split(BEGIN)) {
      int end = part.indexOf(END);
      if (end < 0) {
        continue;
      }
      String[] words = part.substring(end + END.length()).strip().split(" ");
      check(
          projects.get(checked++),
          part.substring(part.indexOf('\n') + 1, end),
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]));
    }
    return checked;
  }

  private void check(Project project, String printed, int code, int millis) {
    List<String> sentences = printed.lines().filter(line -> line.startsWith("brummer: ")).toList();
    boolean configuration = project.file().equals("brummer.toml");
    boolean unreadable = project.kind().isUnreadable() && !isUnused(project);
    if (BrokenProjects.JAVA.matcher(printed).find()) {
      report(project, "a Java name", printed);
    } else if (code != 0 && code != 2) {
      report(project, "code " + code, printed);
    } else if (code == 2 && sentences.isEmpty()) {
      report(project, "code 2 without a sentence", printed);
    } else if (code == 2 && project.hasOk()) {
      report(project, "code 2, though only a discovered file is broken", printed);
    } else if (code == 0 && configuration && unreadable) {
      report(project, "code 0", printed);
    } else if (unreadable && sentences.stream().noneMatch(it -> it.contains(project.file()))) {
      report(project, "no sentence names the file", printed);
    } else if (project.hasOk() && !printed.contains("\nok ") && !printed.startsWith("ok ")) {
      report(project, "the intact process is missing", printed);
    } else if (millis > MAX_MILLIS) {
      report(project, millis + " ms", printed);
    }
  }

  /// Files whose contents `list` does not read.
  private static boolean isUnused(Project project) {
    return switch (project.file()) {
      case "package-lock.json", ".env", ".env.local", "pnpm-workspace.yaml", "Procfile.dev" -> true;
      case "Cargo.toml", "go.mod", "pom.xml", "build.gradle.kts" -> true;
      case "packages/a/package.json" -> project.kind() != Kind.FIFO;
      default -> false;
    };
  }

  private void report(Project project, String what, String printed) {
    String start = printed.substring(0, Math.min(600, printed.length()));
    violations.add(project.file() + " " + project.kind() + ": " + what + "\n" + start);
  }

  @Test
  void javaNames_areRecognised() {
    for (String text :
        List.of(
            "java.io.IOException: x",
            "NullPointerException",
            "\tat dev.brummer.app.Brummer.main(Brummer.java:71)",
            "from `StreamReadConstraints.getMaxNestingDepth()`",
            "[Ljava.lang.String;@1b2c3d4")) {
      assertTrue(BrokenProjects.JAVA.matcher(text).find(), text);
    }
  }

  /// Runs `brummer list` in each directory of a file.
  static final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws IOException {
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      int number = 0;
      for (String directory : Files.readAllLines(Path.of(arguments[0]))) {
        out.write((BEGIN + number++ + "\n").getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();
        int code = Brummer.execute(Map.of(), "list", "--dir", directory);
        long millis = (System.nanoTime() - start) / 1_000_000;
        out.write(("\n" + END + code + " " + millis + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
