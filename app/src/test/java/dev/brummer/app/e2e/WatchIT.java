package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Restarts on changes, with people and tools that change files.
@Timeout(180)
class WatchIT {
  private static final String APP = "echo \"app reads $(cat a.json)\"; exec sleep 1000";
  private static final String LOOP = "no longer restarts";

  @TempDir Path project;

  /// The editor is a second process. Its last pause is longer than any deferral at this pace.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | 1   | echo $i > a.json",
        "6  | 2   | echo $i > a.json",
        "12 | 0.5 | echo $i > a.json",
        "8  | 1.3 | echo $i > a.json.$$$i && mv a.json.$$$i a.json",
        "8  | 1.6 | sed -i s/.*/$i/ a.json",
        "5  | 1   | vim -es -u NONE +\"%s/.*/$i/\" +wq a.json",
      })
  void personWhoSavesOften_isNoLoop_andTheLastSaveIsSeen(int saves, String pause, String save)
      throws Exception {
    RequiredPrograms.require("vim");
    Files.writeString(project.resolve("a.json"), "0\n");
    Files.writeString(
        project.resolve("editor.sh"),
        ("sleep 3; i=1; while [ $i -le %d ]; do %s; sleep %s; i=$((i+1)); done; sleep 5;"
                + " echo editor is done; sleep 1000")
            .formatted(saves, save, pause));
    configure(APP, "[\"*.json\"]");
    try (Run run = new Run("app", "editor")) {
      run.readUntil("editor is done");
      assertTrue(run.count("\"app reads " + saves + "\"") > 0, run.text());
      assertTrue(run.count("\"text\":\"app reads") > 1 + saves / 4, run.text());
      assertTrue(run.count("a.json changed") > 0, run.text());
      assertEquals(0, run.count(LOOP), run.text());
      assertEquals(0, run.count("a.json."), run.text());
    }
  }

  @Test
  void startThatChangesAFile_isToldAsALoop_restartsNoMore_andLaterChangesDo() throws Exception {
    Files.writeString(project.resolve("a.json"), "0");
    configure("date +%N > own.json; " + APP, "[\"*.json\"]");
    try (Run run = new Run("app")) {
      run.readUntil("app reads 0");
      Files.writeString(project.resolve("a.json"), "1"); // the first start may precede the watching
      run.readUntil(LOOP);
      assertEquals(1, run.count("own.json changed within 2 s of each of the last 6 starts"));
      assertTrue(run.count("\"text\":\"app reads") <= 9, run.text());
      Files.writeString(project.resolve("a.json"), "2");
      run.readUntil("app reads 2");
    }
  }

  @Test
  void formatterAndBundlerAtTheStart_areNoLoop() throws Exception {
    Files.createDirectories(project.resolve("src"));
    Files.writeString(
        project.resolve("package.json"),
        """
        {"devDependencies": {"prettier": "3", "esbuild": "0.25"}}
        """);
    SetupCommand.npmInstall(project, Duration.ofMinutes(3));
    Files.writeString(project.resolve("a.json"), "0");
    Files.writeString(project.resolve("src/a.js"), "console.log( 'first' )");
    configure(
        "npx prettier --log-level error --write src/a.js && npx esbuild --log-level=error --bundle"
            + " --minify --entry-names=[name]-[hash] --outdir=public src/a.js && cat public/*.js && "
            + APP,
        "[\"src/**\", \"public/**\", \"*.json\"]");
    try (Run run = new Run("app")) {
      run.readUntil("app reads 0");
      for (String text : List.of("second", "third", "fourth")) {
        Files.writeString(project.resolve("src/a.js"), "console.log( '" + text + "' )");
        run.readUntil(text);
        run.readUntil("app reads 0");
      }
      Files.writeString(project.resolve("a.json"), "1");
      run.readUntil("app reads 1");
      assertEquals(0, run.count(LOOP), run.text());
      assertTrue(run.count("\"text\":\"app reads") < 16, run.text());
    }
  }

  private void configure(String command, String watch) throws Exception {
    Files.writeString(
        project.resolve("brummer.toml"),
        """
        [process.app]
        command = '''%s'''
        watch = %s

        [process.editor]
        command = "sh editor.sh"
        """
            .formatted(command, watch));
  }

  /// A running brummer that prints JSON objects.
  private final class Run implements AutoCloseable {
    private final List<String> lines = new ArrayList<>();
    private final Process process;
    private final BufferedReader out;

    Run(String... names) throws IOException {
      List<String> arguments = new ArrayList<>(List.of("run", "--ui", "json"));
      arguments.addAll(List.of(names));
      process = BuiltImage.start(project, Map.of(), arguments.toArray(String[]::new));
      process.getOutputStream().close();
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Reads to the first further line that contains a text.
    void readUntil(String text) throws IOException {
      String line;
      do {
        line = out.readLine();
        if (line == null) {
          throw new AssertionError("brummer has ended: " + text());
        }
        lines.add(line);
      } while (!line.contains(text));
    }

    /// The number of lines that contain a text.
    int count(String text) {
      return (int) lines.stream().filter(line -> line.contains(text)).count();
    }

    String text() {
      return String.join("\n", lines);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      assertTrue(process.waitFor(Duration.ofSeconds(20)), "brummer does not end");
    }
  }
}
