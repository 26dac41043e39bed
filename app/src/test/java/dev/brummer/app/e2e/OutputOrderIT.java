package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Standard output and standard error of real programs: their order, and no colours in files.
@Timeout(120)
class OutputOrderIT {
  /// Length of the pieces that are written to the same stream, in turns.
  private static final List<Integer> RUNS = List.of(1, 1, 3, 1, 2, 5, 1, 1, 2, 4);

  private static final int LINES = 600;

  /// Streams of the lines, `1` for standard error.
  private static String streams() {
    StringBuilder streams = new StringBuilder();
    for (int run = 0; streams.length() < LINES; run++) {
      streams.append(String.valueOf(run % 2).repeat(RUNS.get(run % RUNS.size())));
    }
    return streams.substring(0, LINES);
  }

  @TempDir Path project;

  private void write(String file, String text) throws IOException {
    Files.writeString(project.resolve(file), text);
  }

  private BuiltImage.Result run(String name, String pty) throws Exception {
    return BuiltImage.run(project, "run", name, "--ui", "plain", "--no-color", pty);
  }

  private List<String> lines(String name, String pty) throws Exception {
    BuiltImage.Result result = run(name, pty);
    assertEquals(0, result.code(), result.err());
    String prefix = name + " | ";
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"--pty", "--no-pty"})
  void traceback_ofPython_isWhereItWasPrinted_fiveOfFive(String pty) throws Exception {
    RequiredPrograms.require("python3");
    write(
        "steps.py",
        """
        import traceback
        for step in (1, 2):
            print("step", step)
        try:
            {}["missing"]
        except KeyError:
            traceback.print_exc()
        print("step", 3)
        """);
    write("Procfile", "steps: python3 steps.py\n");
    for (int i = 0; i < 5; i++) {
      List<String> lines = lines("steps", pty);
      assertEquals(List.of("step 1", "step 2"), lines.subList(0, 2));
      assertEquals("Traceback (most recent call last):", lines.get(2));
      int last = lines.indexOf("step 3");
      assertEquals("KeyError: 'missing'", lines.get(last - 1));
      assertTrue(lines.indexOf("KeyError: 'missing'") > 2, lines::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "node,--pty", "node,--no-pty", "python3,--pty", "python3,--no-pty",
    "perl,--pty", "perl,--no-pty", "sh,--pty", "sh,--no-pty"
  })
  void linesOnBothStreams_inRunsOfAnyLength_keepTheirOrder(String program, String pty)
      throws Exception {
    RequiredPrograms.require(program);
    write(
        "lines-node",
        """
        [...process.argv[2]].forEach((s, i) => (s == 1 ? console.error : console.log)('line ' + i));
        """);
    write(
        "lines-python3",
        """
        import sys
        for i, s in enumerate(sys.argv[1]):
            print("line", i, file=sys.stderr if s == "1" else sys.stdout)
        """);
    write(
        "lines-perl",
        """
        my $i = 0;
        for (split //, $ARGV[0]) { syswrite($_ ? *STDERR : *STDOUT, "line $i\\n"); $i++ }
        """);
    write(
        "lines-sh",
        """
        i=0; rest=$1
        while [ -n "$rest" ]; do
          case $rest in 1*) echo line $i >/dev/stderr ;; *) echo line $i ;; esac
          i=$((i + 1)); rest=${rest#?}
        done
        """);
    write("Procfile", "lines: " + program + " lines-" + program + " " + streams() + "\n");
    List<String> expected = IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList();
    assertEquals(expected, lines("lines", pty));
  }

  @ParameterizedTest
  @CsvSource({"--pty", "--no-pty"})
  void files_andCapturedOutput_containNoColours(String pty) throws Exception {
    RequiredPrograms.require("npm");
    write("gen.js", "console.log({port: 1, name: 'x', on: true});\n");
    write(
        "capture.js",
        """
        const text = require('child_process').execSync('node gen.js').toString();
        console.log('captured ' + JSON.stringify(text));
        """);
    write(
        "package.json",
        """
        {"scripts": {"gen": "node gen.js > config.txt", "capture": "node capture.js"}}
        """);
    String plain = "{ port: 1, name: 'x', on: true }\n";
    assertEquals(0, run("gen", pty).code());
    assertEquals(plain, Files.readString(project.resolve("config.txt")));
    String captured = run("capture", pty).out();
    assertTrue(captured.contains("captured \"{ port: 1, name: 'x', on: true }\\n\""), captured);
  }

  @ParameterizedTest
  @CsvSource({"--pty,true", "--no-pty,false"})
  void colours_comeOnATerminal_andOnPipesWhereTheUserAsks(String pty, boolean coloured)
      throws Exception {
    RequiredPrograms.require("node");
    write("gen.js", "console.log({port: 1});\n");
    write("Procfile", "gen: node gen.js\n");
    String[] arguments = {"run", "gen", "--ui", "json", pty};
    String asked = output(Map.of("FORCE_COLOR", "1"), arguments);
    String unasked = output(Map.of(), arguments);
    assertTrue(asked.contains("33m1"), asked);
    assertEquals(coloured, unasked.contains("33m1"), unasked);
    assertFalse(unasked.isEmpty());
  }

  private String output(Map<String, String> environment, String... arguments) throws Exception {
    Process brummer = BuiltImage.start(project, environment, arguments);
    brummer.getOutputStream().close();
    return BuiltImage.awaitExit(brummer).out();
  }
}
