package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Background runs of the built program, and terminals that come and go.
@Timeout(180)
final class AttachIT {
  private static final Pattern PID = Pattern.compile("\\(pid (\\d+)");

  private final InheritedMarker mark = InheritedMarker.create();

  @TempDir Path project;
  @TempDir Path directories;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(
        project.resolve("Procfile"),
        "tick: i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.2; done\n"
            + "crash: sh crash.sh; exec sleep 1000\n"
            + "ask: while read -r line; do echo \"got <$line>\"; done\n");
    Files.writeString(
        project.resolve("crash.sh"), "echo 'TypeError: boom'; echo \"    at $PWD/web.js:2:5\"\n");
    Files.writeString(project.resolve("web.js"), "first\nsecond line of the file\n");
    environment.putAll(mark.environment());
    environment.put("XDG_STATE_HOME", directories.resolve("state").toString());
    environment.put("XDG_RUNTIME_DIR", directories.toString());
    environment.put("EDITOR", "vim");
  }

  @AfterEach
  void stopAll() throws Exception {
    for (long pid : mark.pids()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
    mark.assertNoneLeft();
  }

  private Tmux terminal(int columns, int rows, String command) throws Exception {
    StringBuilder variables = new StringBuilder("env");
    environment.forEach(
        (name, value) -> variables.append(' ').append(name).append('=').append(value));
    return Tmux.start(columns, rows, project, mark, variables + " " + command);
  }

  private Tmux attach(int columns, int rows) throws Exception {
    return terminal(columns, rows, BuiltImage.launcher() + " attach");
  }

  private long startInBackground(String... names) throws Exception {
    String[] arguments = new String[names.length + 2];
    arguments[0] = "run";
    arguments[1] = "-D";
    System.arraycopy(names, 0, arguments, 2, names.length);
    BuiltImage.Result started = run(arguments);
    assertEquals(0, started.code(), started.err());
    assertTrue(started.out().contains("brummer attach shows it"), started.out());
    assertEquals(1, started.out().lines().count(), started.out());
    return pidIn(started.out());
  }

  private BuiltImage.Result run(String... arguments) throws Exception {
    Process process = BuiltImage.start(project, environment, arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  private static long pidIn(String text) {
    Matcher matcher = PID.matcher(text);
    assertTrue(matcher.find(), text);
    return Long.parseLong(matcher.group(1));
  }

  private static void awaitEnd(long pid) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ProcessHandle.of(pid).isPresent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertTrue(ProcessHandle.of(pid).isEmpty(), "still runs: " + pid);
  }

  /// The process of this test whose last argument is this one.
  private long pidOf(String argument) {
    return mark.pids().stream()
        .filter(pid ->
            ProcessHandle.of(pid)
                .flatMap(it -> it.info().arguments())
                .filter(it -> it.length > 0 && it[it.length - 1].equals(argument))
                .isPresent())
        .findFirst()
        .orElseThrow();
  }

  /// The shell's message about the end of its job may be lost with the alternate screen.
  private static void awaitNormalScreen(Tmux tmux) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!tmux.query("#{alternate_on}").equals("0") && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertEquals("0", tmux.query("#{alternate_on}"));
  }

  @Test
  void background_isShownOnSeveralTerminals_andLeftAgain() throws Exception {
    long pid = startInBackground("tick");
    try (Tmux large = attach(110, 30);
        Tmux small = attach(80, 24)) {
      small.await("● tick");
      large.await("the size of the smaller one", s -> lines(s) <= 24);
      small.keys("D");
      small.await("ended with 0");
      small.await("brummer (pid " + pid + ") goes on in the background");
      large.await("its own size", s -> lines(s) == 30);
      large.keys("q");
      large.await("ended with 0");
      large.await("stopped 1 process");
    }
    awaitEnd(pid);
  }

  @Test
  void attach_withoutARunningBrummer_says() throws Exception {
    BuiltImage.Result result = run("attach");
    assertEquals(3, result.code());
    assertTrue(result.err().startsWith("brummer: no brummer runs in "), result.err());
  }

  @Test
  void background_thatCannotStart_saysWhy() throws Exception {
    BuiltImage.Result unknown = run("run", "-D", "nosuch");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("unknown script \"nosuch\""), unknown.err());
    assertEquals(2, run("run", "-D", "--ui", "json", "tick").code());
  }

  @Test
  void ctrlZ_stopsTheClientOnly() throws Exception {
    startInBackground("tick");
    try (Tmux shell = terminal(110, 30, "bash --norc --noprofile")) {
      shell.keys(BuiltImage.launcher() + " attach", "Enter");
      shell.await("? help");
      shell.keys("C-z");
      shell.await("Stopped");
      try (Tmux other = attach(110, 30)) {
        other.await("tick 9");
        other.keys("D");
        other.await("ended with 0");
      }
      shell.keys("fg", "Enter");
      shell.await("the UI again", s -> s.contains("? help"));
    }
  }

  @Test
  void ctrlZ_onTheTerminalOfTheRun_freezesNoOther() throws Exception {
    try (Tmux shell = terminal(110, 30, "bash --norc --noprofile")) {
      shell.keys(BuiltImage.launcher() + " run tick", "Enter");
      shell.await("tick 2");
      try (Tmux other = attach(110, 30)) {
        other.await("? help");
        shell.keys("C-z");
        shell.await("brummer goes on for its other terminals");
        int seen = lastTick(other.screen());
        other.await("more lines", s -> lastTick(s) > seen + 10);
        shell.keys("fg", "Enter");
        shell.await("? help");
        other.keys("D");
        other.await("ended with 0");
      }
      shell.keys("C-z");
      shell.await("Stopped");
      awaitState("T", pidOf("tick"));
      shell.keys("fg", "Enter");
      shell.await("? help");
      shell.keys("q");
      shell.await("stopped 1 process");
    }
  }

  /// A signal takes effect once its process is scheduled.
  private static void awaitState(String state, long pid) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!stateOf(pid).equals(state) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(state, stateOf(pid));
  }

  private static int lastTick(String screen) {
    return Pattern.compile("tick (\\d+)")
        .matcher(screen)
        .results()
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .max()
        .orElse(0);
  }

  private static String stateOf(long pid) throws Exception {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }

  @Test
  void palette_detaches() throws Exception {
    startInBackground("tick");
    try (Tmux tmux = attach(110, 30)) {
      tmux.await("? help");
      tmux.keys(":");
      tmux.await("Esc close");
      tmux.keys("-l", "detach");
      tmux.await("detach: leave brummer running in the background");
      tmux.keys("Enter");
      tmux.await("goes on in the background");
      tmux.await("ended with 0");
    }
  }

  @Test
  void mousePasteAndKeys_reachTheRun() throws Exception {
    startInBackground("tick", "ask");
    try (Tmux tmux = attach(110, 30)) {
      String screen = tmux.await("● ask", s -> s.contains("● ask") && s.contains("? help"));
      int row = (int) screen.substring(0, screen.indexOf("● ask")).lines().count();
      tmux.type("\033[<0;6;" + row + "M\033[<0;6;" + row + "m");
      tmux.await("▌● ask");
      tmux.keys("i");
      tmux.await("all other keys go to ask");
      tmux.keys("-l", "typed");
      tmux.keys("Enter");
      tmux.await("got <typed>");
      tmux.type("\033[200~pasted text\033[201~");
      tmux.keys("Enter");
      tmux.await("got <pasted text>");
      tmux.keys("C-a");
      tmux.await("? help");
    }
  }

  @Test
  void resize_ofOneTerminal_isSeenOnAll() throws Exception {
    startInBackground("tick");
    try (Tmux first = attach(110, 30);
        Tmux second = attach(110, 30)) {
      first.await("30 lines", s -> lines(s) == 30);
      second.await("30 lines", s -> lines(s) == 30);
      second.resize(90, 20);
      first.await("20 lines", s -> lines(s) == 20);
      second.await("20 lines", s -> lines(s) == 20);
      second.resize(110, 30);
      first.await("30 lines again", s -> lines(s) == 30);
    }
  }

  private static long lines(String screen) {
    return screen.lines().filter(line -> !line.isBlank()).count();
  }

  @Test
  void attach_onATerminalWithoutARunningBrummer_says() throws Exception {
    try (Tmux tmux = attach(110, 30)) {
      tmux.await("brummer: no brummer runs in ");
      tmux.await("ended with 3");
    }
  }

  @Test
  void severalRuns_areToldApartByPid() throws Exception {
    long first = startInBackground("tick");
    long second = startInBackground("--force", "ask");
    try (Tmux tmux = attach(110, 30)) {
      tmux.await("ended with 2");
      String screen = tmux.screen();
      assertTrue(screen.contains(Long.toString(first)), screen);
      assertTrue(screen.contains(Long.toString(second)), screen);
    }
    try (Tmux tmux = terminal(110, 30, BuiltImage.launcher() + " attach --pid " + second)) {
      tmux.await("● ask");
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    awaitEnd(second);
    assertTrue(ProcessHandle.of(first).isPresent());
  }

  @Test
  void anotherVersion_isRefusedWithASentence() throws Exception {
    startInBackground("tick");
    JsonNode discovered = discovered();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(discovered.path("socket").textValue()));
      channel.write(
          ByteBuffer.wrap(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"attach\",\"params\":{\"frames\":99}}\n"
                  .getBytes(StandardCharsets.UTF_8)));
      var in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      String error = new ObjectMapper().readTree(in.readLine()).at("/error/message").textValue();
      assertTrue(error.endsWith("which this brummer cannot show: attach with the same version"));
    }
    ((ObjectNode) discovered).put("protocol", 99);
    Files.writeString(discoveryFile(), discovered.toString());
    try (Tmux tmux = attach(110, 30)) {
      tmux.await("ended with 1");
      tmux.await("cannot be controlled by brummer");
    }
  }

  private Path discoveryFile() throws Exception {
    try (Stream<Path> files = Files.list(directories.resolve("brummer"))) {
      return files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }

  private JsonNode discovered() throws Exception {
    return new ObjectMapper().readTree(discoveryFile().toFile());
  }

  /// The detectors and the endpoint of a run without any terminal.
  @Test
  void background_findsErrors_andServesAgents() throws Exception {
    startInBackground("crash");
    String errors = awaitOutput("TypeError: boom", "errors");
    assertTrue(errors.contains("web.js:2:5"), errors);
    BuiltImage.Result checked = run("check");
    assertEquals(1, checked.code(), checked.err());
    assertTrue(checked.out().contains("TypeError: boom"), checked.out());
    JsonNode discovered = discovered();
    int port = discovered.path("httpPort").intValue();
    assertTrue(port >= 7777, discovered.toString());
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
            + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> initialized = client.send(mcp(discovered, body), text());
      assertEquals(200, initialized.statusCode(), initialized.body());
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\","
              + "\"params\":{\"name\":\"errors_list\",\"arguments\":{}}}";
      HttpResponse<String> listed =
          client.send(
              mcp(
                  discovered,
                  call,
                  "Mcp-Session-Id",
                  initialized.headers().firstValue("Mcp-Session-Id").orElse("none")),
              text());
      assertTrue(listed.body().contains("TypeError: boom"), listed.body());
    }
  }

  /// Repeats a command until it prints a text.
  private String awaitOutput(String text, String... arguments) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String out = run(arguments).out();
    while (!out.contains(text) && System.nanoTime() < deadline) {
      out = run(arguments).out();
    }
    assertTrue(out.contains(text), out);
    return out;
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static HttpRequest mcp(JsonNode discovered, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + discovered.path("httpPort").intValue() + "/mcp"))
            .header("Authorization", "Bearer " + discovered.path("token").textValue())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  @Test
  void killOfEitherEnd_restoresTheTerminal() throws Exception {
    long owner = startInBackground("tick");
    try (Tmux shell = terminal(100, 30, "bash --norc --noprofile")) {
      shell.keys(BuiltImage.launcher() + " attach", "Enter");
      shell.await("? help");
      Signals.send("KILL", pidOf("attach"));
      awaitNormalScreen(shell);
      shell.keys("stty -a | grep -o -- '-*icanon'", "Enter");
      shell.await("canonical mode", s -> s.lines().anyMatch(l -> l.equals("icanon")));
      shell.keys("clear; " + BuiltImage.launcher() + " attach; echo code $?", "Enter");
      shell.await("? help");
      Signals.send("KILL", owner);
      shell.await("brummer (pid " + owner + ") ended");
      shell.await("code 1");
    }
  }

  @Test
  void editor_runsOnTheTerminalWhereItWasAskedFor() throws Exception {
    RequiredPrograms.require("vim");
    startInBackground("crash");
    try (Tmux first = attach(110, 30);
        Tmux second = attach(110, 30)) {
      first.await("1 error");
      second.await("1 error");
      first.keys("2");
      first.await("boom");
      first.keys("e");
      first.await("second line of the file");
      second.keys("1");
      second.await("the log", s -> s.contains("started, pid"));
      first.keys(":q!", "Enter");
      first.await("the UI again", s -> s.contains("started, pid"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash --norc --noprofile", "dash", "zsh -f", "fish --no-config"})
  void detachInAShell_givesThePromptBack_andFgTheUi(String shell) throws Exception {
    RequiredPrograms.require(shell.split(" ")[0]);
    try (Tmux tmux = terminal(100, 30, shell)) {
      tmux.keys(BuiltImage.launcher() + " run tick", "Enter");
      tmux.await("tick 2");
      tmux.keys("D");
      tmux.await("goes on in the background");
      tmux.await("the shell's message", it -> it.matches("(?si).*(stopped|suspended).*"));
      tmux.keys("echo a''b", "Enter");
      tmux.await("ab");
      tmux.keys("fg", "Enter");
      tmux.await("? help");
      tmux.keys("q");
      tmux.await("stopped 1 process");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run tick", "attach"})
  void whatIsTypedRightAfterTheDetachKey_goesToTheShell(String command) throws Exception {
    if (command.equals("attach")) {
      startInBackground("tick");
    }
    try (Tmux tmux = terminal(100, 30, "bash --norc --noprofile")) {
      tmux.keys(BuiltImage.launcher() + " " + command, "Enter");
      tmux.await("tick 2");
      tmux.keys("D", "echo a''b", "Enter");
      tmux.await("the line", screen -> screen.lines().anyMatch(line -> line.equals("ab")));
      assertTrue(tmux.screen().contains("goes on in the background"), tmux.screen());
      assertEquals(0, run("shutdown").code());
    }
  }

  @Test
  void fgTypedRightAfterTheDetachKey_bringsTheUiBack() throws Exception {
    try (Tmux tmux = terminal(100, 30, "bash --norc --noprofile")) {
      tmux.keys(BuiltImage.launcher() + " run tick", "Enter");
      tmux.await("tick 2");
      for (int i = 0; i < 5; i++) {
        tmux.keys("D", "fg", "Enter", "?");
        tmux.await("the help of the UI", screen -> screen.contains("Esc close"));
        tmux.keys("Escape");
        tmux.await("? help");
      }
      tmux.keys("q");
      tmux.await("stopped 1 process");
    }
  }

  @Test
  void detachWithoutAShell_leavesTheTerminal_whichMayBeClosed() throws Exception {
    long pid;
    try (Tmux tmux = terminal(100, 30, BuiltImage.launcher() + " run tick")) {
      tmux.await("tick 2");
      tmux.keys("D");
      pid = pidIn(tmux.await("goes on in the background"));
      tmux.keys("Enter");
      tmux.await("? help");
      tmux.keys("D");
      tmux.await("goes on in the background");
    }
    try (Tmux tmux = attach(100, 30)) {
      tmux.await("? help");
      assertTrue(ProcessHandle.of(pid).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closedTerminal_stopsTheRun_unlessConfigured(boolean goesOn) throws Exception {
    if (goesOn) {
      Files.writeString(project.resolve("brummer.toml"), "on_hangup = \"detach\"\n");
    }
    long pid;
    try (Tmux tmux = terminal(100, 30, BuiltImage.launcher() + " run tick")) {
      tmux.await("tick 2");
      pid = pidOf("tick");
    }
    if (goesOn) {
      try (Tmux tmux = attach(100, 30)) {
        tmux.await("? help");
        tmux.await("tick 9");
      }
    } else {
      awaitEnd(pid);
    }
  }
}
