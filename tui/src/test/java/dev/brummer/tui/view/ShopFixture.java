package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.MCPActivity.Action;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.list.UrlList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A small shop project at 09:41:07, whose model is built from the same events as in production.
public final class ShopFixture {
  public static final long NOW = Instant.parse("2026-01-02T09:41:07Z").toEpochMilli();
  public static final int WEB = 1;
  public static final int API = 2;
  public static final int WORKER = 3;
  public static final int TESTS = 4;

  final InMemoryLogReader lines = new InMemoryLogReader();
  final Model model = new Model("shop", ZoneOffset.UTC, lines, 1000);

  /// Six scripts, none of them started.
  public static Model idle() {
    ShopFixture shop = new ShopFixture();
    List<ProcessInfo> all = new ArrayList<>();
    for (String name : List.of("web", "api", "worker", "tests", "lint", "build")) {
      all.add(process(all.size() + 1, name, new ProcessState.Idle(), 0));
    }
    shop.model.processes(all);
    shop.model.now(NOW);
    return shop.model;
  }

  /// A workspace with two packages, one of them folded, and one running process.
  public static Model workspace() {
    Model model = workspace(true);
    model.processes().cursor().select(2);
    return model;
  }

  /// @param folded whether one of the packages is folded
  public static Model workspace(boolean folded) {
    ShopFixture shop = new ShopFixture();
    List<ProcessInfo> all = new ArrayList<>();
    all.add(process(1, "db", "Procfile", new ProcessState.Running(), 1));
    all.add(process(2, "mail", "Procfile", new ProcessState.BackingOff(3, NOW + 2_000), 4));
    all.add(process(3, "shop:dev", "@acme/shop", new ProcessState.Paused(), 1));
    all.add(process(4, "shop:build", "@acme/shop", new ProcessState.Idle(), 0));
    all.add(process(5, "ui:dev", "@acme/ui", new ProcessState.Done(0), 1));
    all.add(process(6, "ui:test", "@acme/ui", new ProcessState.Idle(), 0));
    shop.model.processes(all);
    shop.model.now(NOW);
    shop.model.apply(new Event.ProcessExited(2, "mail", 3, 1, 0, NOW - 4_000));
    shop.model.apply(
        error(2, 0, 1, "Error", "connect ECONNREFUSED 127.0.0.1:1025", "src/mail.js:3:1", 4_000));
    if (folded) {
      shop.model.processes().toggleFold("@acme/ui");
    }
    return shop.model;
  }

  /// More scripts than fit on a small screen, none of them started.
  public static Model idleWorkspace() {
    ShopFixture shop = new ShopFixture();
    List<ProcessInfo> all = new ArrayList<>();
    int id = 1;
    for (String directory : List.of("shop", "ui", "api", "mail")) {
      for (String script : List.of("dev", "build", "preview")) {
        ProcessState idle = new ProcessState.Idle();
        String name = directory + ":" + script;
        all.add(process(id++, name, "@acme/" + directory, idle, 0));
      }
    }
    shop.model.processes(all);
    shop.model.now(NOW);
    return shop.model;
  }

  /// A server that has crashed under its supervisor, beside a ready one.
  public static Model down() {
    ShopFixture shop = new ShopFixture();
    ProcessState.Down down = new ProcessState.Down("nothing listens on :3000");
    shop.model.processes(
        List.of(
            process(WEB, "web", down, 1),
            process(API, "api", new ProcessState.Ready("listens on :5173"), 1)));
    shop.model.now(NOW);
    return shop.model;
  }

  /// A project without runnable scripts.
  public static Model nothing() {
    ShopFixture shop = new ShopFixture();
    shop.model.now(NOW);
    return shop.model;
  }

  /// A project in which every kind of event has occurred.
  public static Model busy() {
    ShopFixture shop = new ShopFixture();
    shop.model.now(NOW);
    shop.model.processes(
        List.of(
            process(WEB, "web", new ProcessState.Ready("200 after 812 ms"), 1),
            process(API, "api", new ProcessState.Ready("listens on 3000"), 2),
            process(WORKER, "worker", new ProcessState.Waiting("api"), 0),
            process(TESTS, "tests", new ProcessState.Failed("exit 1", 1, 0), 1),
            process(5, "lint", new ProcessState.Idle(), 0),
            process(6, "build", new ProcessState.Idle(), 0)));
    shop.model.now(NOW - 8_000);
    shop.addOutput();
    shop.addTraffic();
    shop.addAgents();
    shop.model.now(NOW);
    shop.model.system(
        new SystemInfo(
            new SystemInfo.Memory(58L << 20, 256L << 20, 12, 41),
            0.3,
            19,
            12_418,
            0,
            new LogStore.AppendStats(1_204, 3),
            new SystemInfo.FrameStats(5_120, 1_900_000, 0),
            List.of(
                new SystemInfo.OutputRate(WEB, 1_204, 2, 98_000, 310, 0),
                new SystemInfo.OutputRate(API, 11_214, 410, 2_400_000, 88_000, 1_200_000_000)),
            List.of(
                new Subscription.Stats("TUI", 3, 16_384, 120_431, 0, 0, 0, 41_000, 2, 14, 0),
                new Subscription.Stats(
                    "ErrorDetector",
                    0,
                    4_096,
                    98_012,
                    0,
                    0,
                    2_000_000,
                    88_000,
                    0,
                    3,
                    1_500_000_000)),
            "",
            "/home/me/.local/state/brummer/logs/shop/events.txt"));
    return shop.model;
  }

  private static ProcessInfo process(int id, String name, ProcessState state, int epoch) {
    return process(id, name, "", state, epoch);
  }

  private static ProcessInfo process(
      int id, String name, String group, ProcessState state, int epoch) {
    boolean alive = state.alive();
    return new ProcessInfo(
        id,
        new ProcessSpec(
            name,
            group,
            List.of("npm", "run", name),
            Path.of("/home/ada/shop"),
            Map.of(),
            true,
            ProcessSpec.DEFAULT_GRACE),
        state,
        epoch,
        alive ? 4120 + id : 0,
        NOW - 31_000,
        epoch == 0 ? 0 : NOW - 720_000,
        alive
            ? new ProcessInfo.Resources(1.2 / id, (88L << 20) / id, 3, 21)
            : ProcessInfo.Resources.NONE,
        id == WEB ? List.of(5173) : id == API ? List.of(3000) : List.of());
  }

  private void addOutput() {
    addLine(
        WEB,
        7_880,
        LogLevel.NONE,
        "  \033[32m\033[1mVITE\033[22m v8.3.4\033[39m  ready in \033[1m312\033[22m ms");
    addLine(WEB, 7_879, LogLevel.NONE, "  ➜  Local:   http://localhost:5173/");
    addLine(API, 4_116, LogLevel.INFO, "GET /items 200 3.1 ms");
    addLine(
        API,
        4_100,
        LogLevel.WARN,
        "slow query: 412 ms select * from items where category = 'books' order by price desc limit 50 offset 100");
    addLine(WORKER, 4_000, LogLevel.NONE, "日本語のログ 🚀 done");
    long broken = addLine(TESTS, 3_998, LogLevel.ERROR, "✗ cart › adds an item");
    addLine(TESTS, 3_998, LogLevel.NONE, "  Error: expected 2, got 3");
    addLine(TESTS, 3_998, LogLevel.NONE, "    at Cart.add (src/cart.js:17:11)");
    addLine(TESTS, 3_990, LogLevel.NONE, "Tests: 1 failed, 3 passed, 4 total");
    long second =
        addLine(
            API,
            2_000,
            LogLevel.ERROR,
            "TypeError: Cannot read properties of undefined (reading 'price')");
    addLine(API, 2_000, LogLevel.NONE, "    at total (/home/ada/shop/src/order.js:42:7)");
    model.apply(error(TESTS, broken, 3, "Error", "expected 2, got 3", "src/cart.js:17:11", 3_998));
    model.apply(
        error(
            API,
            second,
            2,
            "TypeError",
            "Cannot read properties of undefined (reading 'price')",
            "/home/ada/shop/src/order.js:42:7",
            2_000));
    model.apply(new Event.TestPassed(TESTS, broken, "jest", "cart", 3, NOW - 3_998));
    model.apply(new Event.TestFailed(TESTS, broken, "jest", "cart › adds an item", 1, NOW - 3_998));
    model.apply(new Event.ProcessExited(TESTS, "tests", 1, 1, 0, NOW - 31_000));
    model.apply(
        new Event.BuildEvent(
            WEB, 0, Event.BuildEvent.Phase.OK, "vite", "built", 312, 0, NOW - 7_880));
  }

  private static Event error(
      int process, long line, int count, String type, String message, String where, long ago) {
    return new Event.ErrorDetected(
        process, line, count, type, message, where, type + message, NOW - ago);
  }

  private long addLine(int process, long ago, LogLevel level, String text) {
    return lines.add(process, level, NOW - ago, text);
  }

  private void addTraffic() {
    model.apply(new Event.UrlDetected(WEB, 1, "http://localhost:5173/", Scope.LOCAL, "Local", NOW));
    model.apply(new Event.UrlDetected(API, 2, "http://localhost:3000/", Scope.LOCAL, "", NOW));
    model.apply(
        new Event.UrlDetected(WEB, 1, "http://192.168.1.20:5173/", Scope.NETWORK, "Network", NOW));
    model.apply(new Event.UrlDetected(WEB, 1, "https://vite.dev/guide/", Scope.EXTERNAL, "", NOW));
    model.apply(
        new Event.RouteOpened(WEB, "http://localhost:5173", "http://localhost:20888/", NOW));
    model
        .urls()
        .recordProbe(
            "http://localhost:5173/", new UrlList.ProbeResult(200, "Ada's Shop", true, NOW));
    model
        .urls()
        .recordProbe("http://localhost:3000/", new UrlList.ProbeResult(404, "", false, NOW));
    model.apply(
        new Event.RouteClosed(
            API, "http://localhost:3000", "no free port from 20000 to 29999", NOW));
    addRequest(1, WEB, "GET", "http://localhost:5173/", 200, "text/html", 2_310, 3_100_000, "");
    addRequest(
        2, WEB, "GET", "http://localhost:5173/src/main.ts?t=1735810866", 304, "", 0, 900_000, "");
    addRequest(
        3,
        API,
        "POST",
        "http://localhost:3000/cart/items",
        201,
        "application/json",
        180,
        12_400_000,
        "");
    addRequest(
        4,
        API,
        "GET",
        "http://localhost:3000/orders/17",
        500,
        "application/json",
        64,
        48_000_000,
        "");
    addRequest(
        5,
        API,
        "GET",
        "http://localhost:3000/slow",
        502,
        "",
        0,
        2_000_000_000,
        "connection refused");
    model.proxyEnabled(true);
    addPageEvent("page_load", "Shop in 184 ms", "{\"title\":\"Shop\",\"ms\":184.2}", 2_000);
    addPageEvent("lcp", "largest paint at 212.4 ms, img.hero", "{\"ms\":212.4}", 1_800);
    addPageEvent("cls", "layout shift 0.013", "{\"value\":0.013}", 1_700);
    addPageError();
    addPageEvent("console_output", "warn: price missing", "{\"level\":\"warn\"}", 1_000);
    addPageEvent("memory_usage", "12 MB of 4295 MB", "{\"used\":12}", 900);
    addPageEvent("paint", "first-paint at 88 ms", "{\"ms\":88}", 800);
    addPageEvent("memory_usage", "13 MB of 4295 MB", "{\"used\":13}", 700);
  }

  private void addPageError() {
    Event.PageErrorReport error =
        new Event.PageErrorReport(
            "TypeError",
            "cart.total is not a function",
            "/home/ada/shop/src/cart.js:9:3",
            List.of(
                "[browser] TypeError: cart.total is not a function at src/cart.js:9:3 on /cart?item=3",
                "    at total (src/cart.js:9:3)"));
    String data =
        "{\"message\":\"TypeError: cart.total is not a function\",\"source\":\"/src/cart.js\",\"line\":9}";
    String summary = "src/cart.js:9:3 TypeError: cart.total is not a function";
    long at = NOW - 1_500;
    model.apply(
        new Event.PageEvent(
            WEB, "s1", "javascript_error", "/cart?item=3", summary, data, 1, error, at));
    long first = -1;
    for (String line : error.lines()) {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      long number = lines.add(WEB, LogLevel.ERROR, LogSource.BROWSER, at, text);
      first = first < 0 ? number : first;
    }
    model.apply(
        new Event.ErrorDetected(
            WEB,
            first,
            error.lines().size(),
            Event.ErrorDetected.Source.BROWSER,
            3,
            Event.ErrorDetected.Severity.ERROR,
            error.type(),
            error.message(),
            error.location(),
            "cart",
            at));
  }

  private void addRequest(
      long id,
      int process,
      String method,
      String url,
      int status,
      String type,
      long bytes,
      long nanos,
      String error) {
    model.apply(
        new Event.RequestCompleted(
            id,
            process,
            method,
            url,
            status,
            type,
            0,
            bytes,
            nanos,
            nanos * 9 / 10,
            120_000,
            id == 1,
            "s1",
            error,
            RequestDetailFixture.create(id == 2),
            NOW - 6_000 + id * 1_000));
  }

  private void addPageEvent(String type, String summary, String data, long ago) {
    model.apply(new Event.PageEvent(WEB, "s1", type, "/cart?item=3", summary, data, 1, NOW - ago));
  }

  private void addAgents() {
    model.apply(
        new Event.MCPConnected("claude-code", "claude-code", "2.1.4", "stdio", NOW - 60_000));
    model.apply(new Event.MCPConnected("cursor", "cursor", "", "http", NOW - 30_000));
    model.agents().access().readOnly("cursor", true);
    addCall(
        "claude-code",
        "logs_search",
        Action.NONE,
        "api",
        "2 lines match \"TypeError\"",
        true,
        1_800,
        180,
        "{\"text\":\"TypeError\",\"process\":\"api\"}",
        "09:40:58 api TypeError: x is undefined",
        9_000);
    addCall(
        "claude-code",
        "scripts_restart",
        Action.RESTARTED,
        "api",
        "+2 new, 1 gone errors, ready in 4.1 s (was 2.9 s)",
        true,
        4_100_000,
        1_212,
        "{\"names\":[\"api\"]}",
        "api ready in 4.1 s (was 2.9 s)\n+2 new errors, 1 gone",
        6_000);
    addCall(
        "cursor",
        "scripts_stop",
        Action.NONE,
        "worker",
        "read-only: the user has switched this agent to read-only",
        false,
        300,
        24,
        "{\"names\":[\"worker\"]}",
        "",
        4_000);
    model.apply(new Event.MCPDisconnected("cursor", "idle", NOW - 2_000));
    model.dismissToast();
    model.apply(new Event.InternalFailure("proxy", "port 20889 is taken", null, NOW - 8_000));
  }

  private void addCall(
      String client,
      String tool,
      Action action,
      String processes,
      String summary,
      boolean ok,
      long micros,
      int tokens,
      String arguments,
      String response,
      long ago) {
    model.apply(
        new Event.MCPActivity(
            client, tool, action, processes, summary, ok, micros, tokens, arguments, response,
            NOW - ago));
  }
}
