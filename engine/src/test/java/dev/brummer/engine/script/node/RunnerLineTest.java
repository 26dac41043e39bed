package dev.brummer.engine.script.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.script.node.RunnerLine.Line;
import dev.brummer.engine.script.node.RunnerLine.Scripts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunnerLineTest {
  private static List<String> parts(String text) {
    RunnerLine line = RunnerLine.parse(text);
    return line == null
        ? List.of()
        : line.parts().stream()
            .map(part ->
                switch (part) {
                  case Scripts scripts ->
                      String.join(
                              " ",
                              "<" + scripts.name() + ">",
                              String.join(" ", scripts.arguments()))
                          .strip();
                  case Line shell -> shell.label() + "=" + shell.text();
                })
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "concurrently \"npm:dev:client\" \"npm:dev:server\" | <dev:client>;<dev:server>",
        "concurrently -k -n BACK,FRONT -c green,cyan \"npm --prefix back start\" \"npm --prefix ui start\""
            + " | BACK=npm --prefix back start;FRONT=npm --prefix ui start",
        "concurrently --names 'vite,api' --prefix-colors 'cyan,red' 'npm run dev' 'npm run server'"
            + " | <dev>;<server>",
        "concurrently --kill-others \"next dev\" \"npm run sass\" | next=next dev;<sass>",
        "concurrently -p \"[{name}]\" -n \"API,WEB\" \"cd packages/api; ./start.sh\" \"cd web && npm run dev\""
            + " | API=cd packages/api; ./start.sh;WEB=cd web && npm run dev",
        "npx concurrently \"npm run dev -w web\" \"npm run dev --workspace=@acme/api\""
            + " | web=npm run dev -w web;api=npm run dev --workspace=@acme/api",
        "concurrently -k \"cross-env BROWSER=none yarn start\" \"yarn electron:start\""
            + " | yarn=cross-env BROWSER=none yarn start;<electron:start>",
        "conc --name-separator=: --names=a:b 'tsc -w' 'node --watch .' | a=tsc -w;b=node --watch .",
        "concurrently \"npm:watch-* -- --color\" | <watch-*> --color",
        "run-p \"dev:*\" | <dev:*>",
        "run-p -lc dev:css 'dev:ts -- --watch' | <dev:css>;<dev:ts> --watch",
        "npm-run-all --parallel watch:* serve | <watch:*>;<serve>",
        "npm-run-all -p -l a b | <a>;<b>",
        "yarn run -y concurrently yarn:a yarn:b | <a>;<b>",
      })
  void parse_linesOfRunners_giveTheirParts(String text, String parts) {
    assertEquals(List.of(parts.split(";(?! )")), parts(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vite",
        "",
        "concurrently",
        "npm run build && concurrently npm:a npm:b",
        "concurrently npm:a npm:b | tee log",
        "concurrently --max-processes 1 npm:a npm:b",
        "concurrently --restart-tries 3 npm:a npm:b",
        "concurrently -i npm:a npm:b",
        "NODE_ENV=test concurrently npm:a npm:b",
        "npm-run-all clean build",
        "npm-run-all clean -p a b",
        "npm-run-all -p a b -s c",
        "run-s a b",
        "run-p --max-parallel 2 a b",
        "run-p type-check \"build-only {@}\" --",
        "concurrently \"npm:a",
        "run-p $TASKS",
        "wireit",
      })
  void parse_anythingElse_isNoRunnerLine(String text) {
    assertNull(RunnerLine.parse(text));
  }

  @Test
  void pattern_ofNpmRunAll_staysWithinAPart_ofConcurrentlyMatchesAny() {
    Scripts runP = (Scripts) RunnerLine.parse("run-p dev:*").parts().getFirst();
    Scripts deep = (Scripts) RunnerLine.parse("run-p dev:**").parts().getFirst();
    Scripts any = (Scripts) RunnerLine.parse("concurrently npm:dev:*").parts().getFirst();
    assertTrue(runP.pattern().matcher("dev:css").matches());
    assertEquals(false, runP.pattern().matcher("dev:css:min").matches());
    assertTrue(deep.pattern().matcher("dev:css:min").matches());
    assertTrue(any.pattern().matcher("dev:css:min").matches());
  }
}
