package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.SoakResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A repository, its processes, its pages and its recorded logs attack the terminal, in every
/// command and mode. An attack is one hostile text in one source. The raw bytes of the terminal are
/// compared with everything that brummer may print: not one other byte may reach it.
///
/// `-Dbrummer.attacks=2000` sets the number of attacks, `-Dbrummer.attacks.seed` the random texts.
@Timeout(3_600)
class HostileRepositoryIT {
  private static final int ATTACKS = Integer.getInteger("brummer.attacks", 250);
  private static final long SEED = Long.getLong("brummer.attacks.seed", 1);
  private static final String MARK = "FORGED-BELOW";
  private static final int FORGED_BYTES = 120;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();
  private final HostileTexts texts = new HostileTexts(SEED);
  private final Map<String, Integer> attacks = new TreeMap<>();
  private final Map<String, Integer> runs = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private Path state = Path.of("");
  private Path project = Path.of("");
  private long scannedBytes;

  @BeforeEach
  void createState() throws Exception {
    state = Files.createDirectories(folder.resolve("state"));
  }

  @AfterEach
  void assertNoneLeft() {
    mark.assertNoneLeft();
  }

  @Test
  void hostileRepository_sendsNoByteToTheTerminal() throws Exception {
    for (int round = 0; attackCount() < ATTACKS; round++) {
      project = Files.createDirectories(folder.resolve("p" + round));
      attackThroughFiles();
      attackThroughTheUi();
      attackThroughSegments();
      attackThroughConfiguration();
      attackThroughArguments();
      attackThroughReports();
      attackThroughPaths();
    }
    SoakResult.print(
        attackCount() + " telemetry and name attacks",
        "0 bytes to the terminal",
        "%d; %d runs, %,d bytes scanned".formatted(violations.size(), total(runs), scannedBytes),
        violations.isEmpty(),
        SEED);
    assertTrue(
        violations.isEmpty(),
        () ->
            violations.size()
                + " violations, the first are:\n"
                + String.join("\n", violations.subList(0, Math.min(40, violations.size()))));
    assertTrue(scannedBytes > 10_000, () -> scannedBytes + " bytes scanned");
  }

  /// Names, commands, comments and values in the files of a project, and lines of its processes.
  private void attackThroughFiles() throws Exception {
    writePackage();
    writeMakefile();
    writeJustfile();
    writeConfiguration();
    scan("list", "list");
    scan("list --json", "list", "--json");
    assertJson(runPiped("list", "--json"));
    List<String> run = List.of("run", "h**", "--no-proxy");
    scan("plain", with(run, "--ui", "plain"));
    scan("plain timestamps", with(run, "--ui", "plain", "--timestamps"));
    scanPlain("plain no colour", with(run, "--ui", "plain", "--no-color"));
    scan("json", with(run, "--ui", "json"));
    assertJsonLines(runPiped(with(run, "--ui", "json")));
    scan("up", "up", "h**", "--rounds", "1", "--limit", "5s");
    scan("up --json", "up", "h**", "--rounds", "1", "--limit", "5s", "--json");
    scan("logs", "logs");
    scanPlain("logs no colour", "logs", "--no-color", "--timestamps");
    scan("logs --json", "logs", "--json");
    scan("logs --sessions", "logs", "--sessions");
  }

  private void writePackage() throws Exception {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      scripts.put("n" + i + attack("script name"), "true # " + attack("script command"));
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("name", attack("package name"));
    manifest.put("scripts", scripts);
    manifest.put("packageManager", attack("package manager"));
    JSON.writeValue(project.resolve("package.json").toFile(), manifest);
  }

  private void writeMakefile() throws Exception {
    StringBuilder makefile = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      makefile.append("m%d: ## %s%n\ttrue%n".formatted(i, attack("Makefile comment")));
    }
    makefile
        .append("m9")
        .append(attack("Makefile target").replaceAll("[:#=\\s]", ""))
        .append(":\n");
    Files.writeString(project.resolve("Makefile"), makefile);
  }

  private void writeJustfile() throws Exception {
    StringBuilder justfile = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      justfile.append("# %s%nj%d:%n  true%n".formatted(attack("justfile comment"), i));
    }
    Files.writeString(project.resolve("justfile"), justfile);
  }

  private void writeConfiguration() throws Exception {
    StringBuilder toml = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      Files.write(project.resolve("line" + i), lines());
      toml.append("[process.%s]%n".formatted(quoted("h" + i + attack("process name"))));
      toml.append("command = %s%n".formatted(quoted("cat line" + i + " # " + attack("command"))));
      toml.append("group = %s%n".formatted(quoted(attack("group"))));
      toml.append("env = { V = %s }%n%n".formatted(quoted(attack("env value"))));
    }
    Files.writeString(project.resolve("brummer.toml"), toml);
  }

  private byte[] lines() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ("https://example.org/" + attack("printed URL") + "\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(
        ("Error: " + attack("error") + "\n    at f (a.js:1:1)\n").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 12; i++) {
      count("line");
      all.writeBytes(texts.nextLine());
    }
    return all.toByteArray();
  }

  /// Every view of the UI, with requests and telemetry of a page.
  private void attackThroughTheUi() throws Exception {
    String web = "'" + BuiltImage.launcher() + "' __shop web .";
    Files.writeString(
        project.resolve("brummer.toml"),
        "%n[process.web]%ncommand = %s%n".formatted(quoted(web)),
        StandardOpenOption.APPEND);
    int port = freePort();
    List<String> command = command("run", "h**", "web", "--ui", "tui", "--proxy-port", "" + port);
    try (RawTerminal terminal = RawTerminal.start(project, environment(Map.of()), command)) {
      terminal.awaitText("\033[?1049h");
      terminal.awaitQuiet();
      terminal.type("3");
      awaitConnection(port);
      sendTelemetry("http://localhost:" + port);
      for (String key :
          List.of(
              "4", "j", "j", "\r", "\033", "5", "j", "j", "\r", "\033", "6", "\r", "\033", "7", "1",
              "j", "\r", "2", "G", "k", "\r", "\033", "?", "\033", ":", "h", "\033", "/x\r", "\033",
              "1", "k")) {
        terminal.type(key);
        terminal.awaitQuiet();
      }
      terminal.type("q");
      terminal.awaitQuiet();
      terminal.typeUnlessEnding("q");
      check("UI", terminal.awaitExit(), OutputScanner.ofUi());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitConnection(int port) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isOpen(port)) {
      assertTrue(System.nanoTime() < deadline, "nothing listens on port " + port);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private void sendTelemetry(String origin) throws Exception {
    List<Map<String, Object>> events = new ArrayList<>();
    for (String type :
        List.of(
            "javascript_error",
            "console_output",
            "page_load",
            "user_interaction",
            "blocked_request")) {
      Map<String, Object> data = new LinkedHashMap<>();
      for (String field : List.of("message", "title", "url", "source", "text", "target", "level")) {
        data.put(field, attack("telemetry"));
      }
      data.put("stack", "Error: " + attack("telemetry") + "\n at f (http://x/a.js:1:1)");
      events.add(Map.of("type", type, "at", 1, "page", "http://x/" + attack("page"), "data", data));
    }
    String beacon = origin + "/__brummer/b?s=abc&r=1";
    assertEquals(
        204,
        send(
            HttpRequest.newBuilder(URI.create(beacon))
                .header("Origin", origin)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(events)))));
    for (int i = 0; i < 3; i++) {
      String path = URLEncoder.encode(attack("request path"), StandardCharsets.UTF_8);
      String cut = path.substring(0, Math.min(path.length(), 1_000)).replaceAll("%[0-9A-F]?$", "");
      assertEquals(404, send(HttpRequest.newBuilder(URI.create(origin + "/x" + cut))));
    }
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /// A recorded session whose lines are replaced on disk.
  private void attackThroughSegments() throws Exception {
    Path recorded = Files.createDirectories(project.resolve("recorded"));
    Files.writeString(
        recorded.resolve("Procfile"),
        "web: for i in 1 2 3 4 5 6 7 8; do echo %s%s; done\n"
            .formatted(MARK, ".".repeat(FORGED_BYTES)));
    BuiltImage.awaitExit(
        BuiltImage.start(recorded, environment(Map.of()), "run", "web", "--ui", "plain"));
    int forged = 0;
    for (Path file : filesBelow(state)) {
      forged += forge(file);
    }
    assertTrue(forged >= 8, forged + " lines forged");
    Path before = project;
    project = recorded;
    scan("forged logs", "logs");
    scan("forged logs", "logs", "--timestamps");
    scanPlain("forged logs", "logs", "--no-color");
    scan("forged logs --json", "logs", "--json");
    project = before;
  }

  private int forge(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    int count = 0;
    for (int at = content.indexOf(MARK); at >= 0; at = content.indexOf(MARK, at + 1)) {
      byte[] line = texts.nextLine();
      int length = Math.min(line.length, FORGED_BYTES);
      System.arraycopy(line, 0, bytes, at, length);
      count("segment");
      count++;
    }
    if (count > 0) {
      Files.write(file, bytes);
    }
    return count;
  }

  private static List<Path> filesBelow(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// Configuration with errors, whose sentences quote it.
  private void attackThroughConfiguration() throws Exception {
    Path before = project;
    project = Files.createDirectories(project.resolve("invalid"));
    for (String template :
        List.of(
            "[process.%s]%nscript = %s%n",
            "[process.%s]%ncommand = \"true\"%ndepends_on = [%s]%n",
            "[process.%s]%ncommand = \"true\"%nstop = { signal = %s }%n",
            "[process.%s]%ncommand = \"true\"%nrestart = %s%n",
            "[process.%s]%ncommand = \"true\"%nready = { http = %s }%n",
            "[process.%s]%ncommand = \"true\"%n%s = 1%n",
            "[process.%s]%ncommand = \"true\"%nenv_file = %s%n",
            "[process.%s]%ncommand = \"true\"%ncwd = %s%n")) {
      String toml =
          template.formatted(quoted(attack("process name")), quoted(attack("invalid value")));
      Files.writeString(project.resolve("brummer.toml"), toml);
      scan("invalid brummer.toml", "run", "x", "--ui", "plain");
    }
    Files.writeString(project.resolve("brummer.toml"), "[process." + attack("broken TOML"));
    scan("broken brummer.toml", "list");
    Files.delete(project.resolve("brummer.toml"));
    Files.writeString(
        project.resolve("package.json"), "{\"scripts\": {\"" + attack("broken JSON") + "\" 1}}");
    scan("broken package.json", "list");
    Files.writeString(project.resolve("Procfile"), attack("Procfile") + "\nweb: true\n");
    Files.writeString(project.resolve(".env"), attack(".env") + "\n");
    scan("broken Procfile", "list");
    scan("broken .env", "run", "web", "--ui", "plain", "-e", ".env");
    project = before;
  }

  /// Arguments and variables that sentences quote.
  private void attackThroughArguments() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("run", "%", "--ui", "plain"),
            List.of("%"),
            List.of("run", "--%"),
            List.of("list", "--dir", "%"),
            List.of("run", "h**", "--ui", "%"),
            List.of("run", "h**", "--until", "%", "--ui", "plain"),
            List.of("run", "h0**", "--prefix", "%{name} ", "--ui", "plain", "--no-proxy"),
            List.of("run", "h**", "--grace", "%"),
            List.of("run", "h**", "--proxy-port", "%"),
            List.of("run", "--ui", "plain", "--no-proxy", "--", "%"),
            List.of("logs", "--since", "%"),
            List.of("logs", "--grep", "(%"),
            List.of("logs", "%"),
            List.of("logs", "--session", "%"),
            List.of("up", "%"),
            List.of("reap", "--grace", "%"),
            List.of("bench", "%"),
            List.of("bench", "report", "%"),
            List.of("bench", "compare", "%", "%"),
            List.of("bench", "gate", "--gates", "%"),
            List.of("__shop", "%", "."))) {
      String text = attack("argument");
      scan(
          arguments.getFirst().equals("%") ? "unknown command" : arguments.getFirst() + " argument",
          arguments.stream().map(word -> word.replace("%", text)).toArray(String[]::new));
    }
    for (String name : List.of("BRUMMER_UI", "BRUMMER_GRACE", "BRUMMER_NO_PROXY", "BRUMMER_TAIL")) {
      Map<String, String> variable = Map.of(name, attack("environment"));
      check(
          "environment",
          runInTerminal(
              variable,
              name.equals("BRUMMER_UI")
                  ? new String[] {"run", "h0**"}
                  : new String[] {"run", "h0**", "--ui", "plain"}),
          OutputScanner.ofText());
      check("environment", runInTerminal(variable, "logs"), OutputScanner.ofText());
    }
    Map<String, String> terminal = Map.of("TERM", attack("environment"));
    check(
        "environment",
        runInTerminal(terminal, "run", "h0**", "--ui", "plain"),
        OutputScanner.ofText());
  }

  /// Reports of measurements, which may come with a repository.
  private void attackThroughReports() throws Exception {
    Path gates = project.resolve("gates.toml");
    Files.writeString(
        gates, "[[gate]]\n%s = %s\n".formatted(quoted(attack("gate key")), quoted(attack("gate"))));
    scan("bench gate", "bench", "gate", "--gates", gates.toString());
    Path report = project.resolve("report.json");
    Files.writeString(report, JSON.writeValueAsString(Map.of(attack("report"), attack("report"))));
    scan("bench report", "bench", "report", report.toString());
    scan("bench compare", "bench", "compare", report.toString(), report.toString());
  }

  /// Directories and files with hostile names.
  private void attackThroughPaths() throws Exception {
    Path before = project;
    for (int i = 0; i < 2; i++) {
      try {
        String name = attack("path");
        project =
            Files.createDirectories(
                before.resolve("d" + name.substring(0, Math.min(60, name.length()))));
      } catch (InvalidPathException unmappable) {
        continue; // the file system of this locale has no such name
      }
      scan("path", "list");
      scan("path", "logs");
      Files.writeString(project.resolve("Procfile"), "web: pwd; ls -d \"$PWD\"; exit 3\n");
      scan("path", "list");
      scan("path", "run", "web", "--ui", "plain", "--no-proxy");
      scan("path", "run", "nothing", "--ui", "plain");
      scan("path", "logs", "--json");
    }
    project = before;
  }

  private String attack(String source) {
    count(source);
    return texts.next();
  }

  private void count(String source) {
    attacks.merge(source, 1, Integer::sum);
  }

  private int attackCount() {
    return total(attacks);
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// A string as TOML and JSON write it.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean escaped = c < ' ' || c == 0x7f || c == '"' || c == '\\';
      quoted.append(escaped ? "\\u%04x".formatted((int) c) : Character.toString(c));
    }
    return quoted.append('"').toString();
  }

  private static String[] with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  private static List<String> command(String... arguments) {
    return Stream.concat(Stream.of(BuiltImage.launcher().toString()), Arrays.stream(arguments))
        .toList();
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(mark.environment());
    all.put("XDG_STATE_HOME", state.toString());
    all.putAll(more);
    return all;
  }

  private void scan(String mode, String... arguments) throws Exception {
    check(mode, runInTerminal(Map.of(), arguments), OutputScanner.ofText());
  }

  private void scanPlain(String mode, String... arguments) throws Exception {
    check(mode, runInTerminal(Map.of(), arguments), OutputScanner.ofPlainText());
  }

  private byte[] runInTerminal(Map<String, String> more, String... arguments) throws Exception {
    try (RawTerminal terminal = RawTerminal.start(project, environment(more), command(arguments))) {
      return terminal.awaitExit();
    }
  }

  private byte[] runPiped(String... arguments) throws Exception {
    Process process = BuiltImage.start(project, environment(Map.of()), arguments);
    byte[] out = BuiltImage.awaitExit(process).out().getBytes(StandardCharsets.UTF_8);
    check("pipe", out, OutputScanner.ofPlainText());
    return out;
  }

  private static void assertJson(byte[] out) throws Exception {
    assertTrue(JSON.readTree(out).isArray());
  }

  private static void assertJsonLines(byte[] out) throws Exception {
    for (String line : new String(out, StandardCharsets.UTF_8).lines().toList()) {
      assertTrue(JSON.readTree(line).isObject(), line);
    }
  }

  private void check(String mode, byte[] output, OutputScanner scanner) {
    runs.merge(mode, 1, Integer::sum);
    scannedBytes += output.length;
    scanner.violations(output).forEach(found -> violations.add(mode + ": " + found));
  }
}
