package dev.brummer.app.operation;

import dev.brummer.app.operation.request.CheckRequest;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.CheckResult.Verdict;
import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.RequestItem;
import dev.brummer.app.operation.vite.RequestedModules;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers "did my edit work?": waits until every process has settled, then compares the facts with
/// those at the cursor. Any thread.
final class Check {
  private static final int MAX_CLIENTS = 64;
  private static final int MAX_ITEMS = 20;

  private final OperationContext context;
  private final Items items;
  private final Path project;
  private final RequestedModules requested = new RequestedModules();

  /// Cursor of the last check by client; guarded by itself.
  private final Map<String, String> last = new LinkedHashMap<>();

  Check(OperationContext context, Items items, Path project) {
    this.context = context;
    this.items = items;
    this.project = project;
  }

  CheckResult run(Caller caller, CheckRequest request)
      throws OperationException, InterruptedException {
    long began = context.now();
    String client = caller.door() + " " + caller.name() + " " + caller.version();
    String text = request.cursor() == null ? lastOf(client) : request.cursor();
    OperationCursor since = context.parseOrStart(text);
    List<ProcessInfo> targets = context.select(request.names());
    SettleWait.Settled settled =
        new SettleWait(context, items, project, requested)
            .await(targets, since, request.grace().toMillis(), request.timeout().toMillis());
    CheckResult result = compare(targets, since, settled, began);
    remember(client, result.cursor());
    return result;
  }

  private @Nullable String lastOf(String client) {
    synchronized (last) {
      return last.get(client);
    }
  }

  private void remember(String client, String cursor) {
    synchronized (last) {
      last.remove(client);
      last.put(client, cursor);
      if (last.size() > MAX_CLIENTS) {
        last.remove(last.keySet().iterator().next());
      }
    }
  }

  private CheckResult compare(
      List<ProcessInfo> targets, OperationCursor since, SettleWait.Settled settled, long began) {
    OperationCursor cursor = context.cursor();
    Set<Integer> ids = new HashSet<>();
    targets.forEach(info -> ids.add(info.id()));
    List<ErrorItem> errors = new ArrayList<>();
    List<ErrorItem> tests = new ArrayList<>();
    List<ErrorItem> healed = new ArrayList<>();
    int earlier = 0;
    for (ErrorFact fact : context.facts().errors()) {
      if (!ids.contains(fact.process())) {
        continue;
      }
      boolean occurred = fact.lastSequence() > since.sequence();
      if (fact.isHealed()) {
        boolean stood = fact.firstSequence() <= since.sequence();
        if (stood && fact.healedSequence() > since.sequence()) {
          healed.add(items.error(fact, since.sequence()));
        }
      } else if (!occurred) {
        earlier++;
      } else if (fact.kind() == ErrorFact.Kind.TEST) {
        tests.add(items.error(fact, since.sequence()));
      } else {
        errors.add(items.error(fact, since.sequence()));
      }
    }
    List<RequestItem> requests =
        context
            .facts()
            .requests(since.sequence(), it -> ids.contains(it.process()) && Items.isFailed(it))
            .stream()
            .map(items::request)
            .toList();
    List<CheckResult.Down> down = down(ids, since);
    int omitted =
        over(errors.size()) + over(tests.size()) + over(requests.size()) + over(healed.size());
    boolean problems =
        !errors.isEmpty() || !tests.isEmpty() || !requests.isEmpty() || !down.isEmpty();
    Verdict verdict =
        problems
            ? Verdict.PROBLEMS
            : settled.waitingFor().isEmpty() ? Verdict.CLEAN : Verdict.UNSETTLED;
    String summary = summary(verdict, settled, errors, tests, requests, down, earlier);
    return new CheckResult(
        verdict,
        summary,
        settled.rebuilt(),
        settled.reactions(),
        first(errors),
        first(tests),
        first(requests),
        down,
        first(healed),
        omitted,
        settled.waitingFor(),
        context.now() - began,
        context.text(cursor),
        since.note());
  }

  /// The processes that went down since the cursor and have not come back.
  private List<CheckResult.Down> down(Set<Integer> ids, OperationCursor since) {
    Map<Integer, CheckResult.Down> newest = new LinkedHashMap<>();
    context.facts().down(since.sequence()).stream()
        .filter(it -> ids.contains(it.process()) && isDown(it.process()))
        .forEach(it ->
            newest.putIfAbsent(
                it.process(),
                new CheckResult.Down(it.name(), it.state(), it.cause(), it.atMillis())));
    return List.copyOf(newest.values());
  }

  private boolean isDown(int process) {
    ProcessState state = context.engine().processes().info(process).state();
    return state instanceof ProcessState.Down
        || state instanceof ProcessState.Failed
        || state instanceof ProcessState.BackingOff;
  }

  private static <T> List<T> first(List<T> all) {
    return all.stream().limit(MAX_ITEMS).toList();
  }

  private static int over(int size) {
    return Math.max(0, size - MAX_ITEMS);
  }

  private static String summary(
      Verdict verdict,
      SettleWait.Settled settled,
      List<ErrorItem> errors,
      List<ErrorItem> tests,
      List<RequestItem> requests,
      List<CheckResult.Down> down,
      int earlier) {
    StringBuilder text = new StringBuilder();
    switch (verdict) {
      case PROBLEMS -> {
        append(text, errors.size(), "error");
        append(text, tests.size(), "failed test");
        append(text, requests.size(), "failed request");
        append(text, down.size(), "process", "processes", " down");
        if (!settled.waitingFor().isEmpty()) {
          text.append("; not settled: ").append(settled.waitingFor());
        }
      }
      case UNSETTLED -> text.append("nothing wrong yet; still busy: ").append(settled.waitingFor());
      case CLEAN ->
          text.append(
              settled.rebuilt()
                  ? "clean"
                  : settled.edited()
                      ? "clean, but nothing reacted to the edit"
                      : "clean; no file changed and nothing rebuilt");
    }
    if (earlier > 0) {
      text.append("; ")
          .append(earlier)
          .append(earlier == 1 ? " earlier error" : " earlier errors")
          .append(" still open");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int count, String noun) {
    append(text, count, noun, noun + "s", "");
  }

  private static void append(
      StringBuilder text, int count, String one, String many, String suffix) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(count)
          .append(' ')
          .append(count == 1 ? one : many)
          .append(suffix);
    }
  }
}
