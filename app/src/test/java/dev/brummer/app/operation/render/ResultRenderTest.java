package dev.brummer.app.operation.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.ErrorListResult;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.OperationResult;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.ProcessItem;
import dev.brummer.app.operation.result.RestartItem;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.SettledItem;
import dev.brummer.app.operation.result.StatusResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The two renderings of results.
class ResultRenderTest {
  private static final ProcessItem WEB =
      new ProcessItem(
          "web",
          "ready",
          true,
          "listens on :5173",
          null,
          2,
          4711,
          60_000,
          List.of(5173),
          "http://localhost:5173/",
          "http://localhost:4999/",
          1.5,
          80 << 20,
          "direct",
          1);

  private static final ErrorItem ERROR =
      new ErrorItem(
          "e3", "web", "error", "TypeError", "x is undefined", "src/a.ts:3:5", 2, 1, 2, true);

  private static CheckResult check(CheckResult.Verdict verdict, List<ErrorItem> errors) {
    return new CheckResult(
        verdict,
        "1 error",
        true,
        List.of(new SettledItem("web", true, "[vite] hmr update /src/a.ts", 12)),
        errors,
        List.of(),
        List.of(),
        List.of(new CheckResult.Down("api", "exit 1", "exit 1", 5)),
        List.of(),
        0,
        "",
        1_840,
        "a-b-c-d",
        "");
  }

  @Test
  void check_asText() {
    assertEquals(
        """
        PROBLEMS: 1 error (1.8 s)
        down: api exit 1, exit 1
        error: e3 web TypeError: x is undefined, src/a.ts:3:5 (2 times)
        web: [vite] hmr update /src/a.ts (12 ms)
        cursor a-b-c-d\
        """,
        ResultText.of(check(CheckResult.Verdict.PROBLEMS, List.of(ERROR)), 1500, 0));
  }

  @Test
  void status_asText() {
    assertEquals(
        """
        1 process, 3 never started
        web ready 60 s, listens on :5173, http://localhost:5173/ → http://localhost:4999/, pid 4711, \
        1.5 % CPU, 80 MB, 1 error
        cursor c\
        """,
        ResultText.of(new StatusResult(List.of(WEB), 3, "c", ""), 1500, 120_000));
  }

  @Test
  void restart_saysWhatChanged() {
    RestartItem item =
        new RestartItem(WEB, Outcome.MET, 4_100, 2_900, 2, 1, List.of(ERROR), List.of());
    String text = ResultText.of(new RestartResult(List.of(item), "c"), 1500, 120_000);
    assertTrue(text.contains("web: +2 new, 1 gone errors, ready in 4.1 s (was 2.9 s)"), text);
  }

  @Test
  void text_staysWithinItsBudget_andCountsWhatItLeavesOut() {
    List<ErrorItem> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(new ErrorItem("e" + i, "web", "error", "E", "m".repeat(i * 5), "", 1, 1, 2, true));
    }
    String text = ResultText.of(new ErrorListResult(many, 0, 7, "c", ""), 1500, 0);
    assertTrue(ResultText.tokens(text) <= 1500, "" + ResultText.tokens(text));
    assertTrue(text.startsWith("500 errors, 7 omitted\n"), text);
    assertTrue(text.contains(" lines omitted\ncursor c"), text);
    String small = ResultText.of(new ErrorListResult(many, 0, 7, "c", ""), 50, 0);
    assertTrue(ResultText.tokens(small) <= 50, small);
  }

  @Test
  void logTail_thatIsTooLong_keepsItsNewestLines() {
    List<LogItem> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add(new LogItem(i, "web", 0, "", "out", "line " + i, 0, true));
    }
    String text = ResultText.of(new LogResult(lines, 0, 0, true, "c", ""), 300, 0);
    assertTrue(text.startsWith("400 lines of web, cursor c\n… "), text);
    assertTrue(text.endsWith("line 399"), text);
  }

  @Test
  void json_hasTheComponentsOfTheRecords() {
    ObjectNode json = ResultJson.tree(check(CheckResult.Verdict.PROBLEMS, List.of(ERROR)));
    assertEquals("problems", json.get("verdict").asText());
    assertEquals("TypeError", json.at("/errors/0/type").asText());
    assertEquals(1_840, json.get("waitedMillis").asLong());
    ObjectNode status = ResultJson.tree(new StatusResult(List.of(WEB), 0, "c", ""));
    assertFalse(status.at("/processes/0").has("exitCode"));
    assertEquals(5173, status.at("/processes/0/ports/0").asInt());
  }

  @Test
  void schemaOfEveryResult_requiresAllButTheExitCode() {
    for (Class<?> type : OperationResult.class.getPermittedSubclasses()) {
      ObjectNode schema = ResultJson.schema(type.asSubclass(OperationResult.class));
      assertEquals("object", schema.get("type").asText());
      assertEquals(type.getRecordComponents().length, schema.get("properties").size());
      assertEquals(type.getRecordComponents().length, schema.get("required").size());
    }
    JsonNode process = ResultJson.schema(StatusResult.class).at("/properties/processes/items");
    assertEquals("integer", process.at("/properties/exitCode/type").asText());
    assertFalse(process.get("required").toString().contains("exitCode"));
  }

  @Test
  void activity_isTheFirstLine() {
    assertEquals(
        "PROBLEMS: 1 error (1.8 s)",
        ResultText.activity(check(CheckResult.Verdict.PROBLEMS, List.of(ERROR))));
  }
}
