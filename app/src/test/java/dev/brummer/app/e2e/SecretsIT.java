package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process prints and serves its secrets in every form; brummer shows none of them, unless asked
/// to.
@Timeout(180)
class SecretsIT {
  private static final String STRIPE = "sk_live_51HabcDEF";
  private static final String LONGER = STRIPE + "-extended";
  private static final String PASSWORD = "p@ss/w\"o-d&<x+%>y";
  private static final String DATABASE = "hunter2secret";
  private static final String KEY_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTU";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final String SERVER =
      """
      import base64, http.server, json, os, sys, urllib.parse
      values = [os.environ[n] for n in ("STRIPE_KEY", "LONGER", "PASSWORD", "DATABASE_URL", "PEM")]
      for v in values:
        print("plain", v)
        print("json", json.dumps({"msg": "the value is " + v, "level": "info", "key": v}))
        print(json.dumps({"msg": "the value is " + v, "level": "info", "key": v}))
        print("percent", urllib.parse.quote(v, safe=""))
        for i in range(3):
          print("base64", base64.b64encode(("u" * i + v).encode()).decode())
          print("base64url", base64.urlsafe_b64encode(("u" * i + v).encode()).decode())
        print("hex", v.encode().hex())
        print("colours", "\\033[31m".join(v[i:i + 3] for i in range(0, len(v), 3)) + "\\033[0m")
      sys.stdout.write("chunk " + values[0][:7]); sys.stdout.flush()
      sys.stdout.write(values[0][7:] + "\\n"); sys.stdout.flush()
      print("Error: cannot log in with " + values[0])
      print("    at login (src/login.js:3:7)")
      print("NODE_ENV is " + os.environ["NODE_ENV"])
      if len(sys.argv) < 2: sys.exit()
      class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          if self.path == "/end":
            print("last words", values[0], flush=True)
            os._exit(1)
          body = json.dumps({"items": values}).encode()
          self.send_response(200)
          self.send_header("Content-Type", "application/json")
          self.send_header("X-Config", values[0])
          self.send_header("Content-Length", str(len(body)))
          self.end_headers()
          self.wfile.write(body)
        def log_message(self, *args): pass
      server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
      print("listening on http://localhost:%s/?config=%s" % (sys.argv[1], values[0]), flush=True)
      server.serve_forever()
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();
  private final Map<String, String> needles = new LinkedHashMap<>();

  @BeforeEach
  void createProject() throws Exception {
    RequiredPrograms.require("python3");
    Files.writeString(project.resolve("server.py"), SERVER);
    Files.writeString(
        project.resolve(".env"),
        """
        STRIPE_KEY=%s
        LONGER=%s
        PASSWORD='%s'
        DATABASE_URL=postgres://app:%s@localhost:5432/shop
        NODE_ENV=production
        SHORT=abc1234
        PEM="-----BEGIN PRIVATE KEY-----
        %s
        -----END PRIVATE KEY-----"
        """
            .formatted(STRIPE, LONGER, PASSWORD, DATABASE, KEY_LINE));
    Files.writeString(project.resolve("Procfile"), "prints: python3 server.py\n");
    for (String value : List.of(STRIPE, PASSWORD, DATABASE, KEY_LINE)) {
      addNeedles(value);
    }
  }

  private void addNeedles(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    needles.put("plain " + value, value);
    needles.put(
        "percent " + value, URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    needles.put("json " + value, value.replace("\"", "\\\""));
    needles.put("hex " + value, HexFormat.of().formatHex(bytes));
    for (int i = 0; i < 3; i++) {
      byte[] shifted = new byte[bytes.length + i];
      System.arraycopy(bytes, 0, shifted, i, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String own = encoded.substring(i + 1, encoded.length() - 2);
      needles.put("base64 at " + i + " " + value, own);
      needles.put("base64url at " + i + " " + value, own.replace('+', '-').replace('/', '_'));
    }
  }

  @AfterEach
  void assertNoneLeft() {
    mark.assertNoneLeft();
  }

  @Test
  void outputWithoutUi_showsNoSecret() throws Exception {
    String plain = outputOf("run", "prints", "--ui", "plain");
    assertClean("plain", plain);
    assertTrue(plain.contains("plain ‹STRIPE_KEY›"), plain);
    assertTrue(plain.contains("plain ‹LONGER›"), plain);
    assertTrue(plain.contains("NODE_ENV is production"), plain);
    assertClean("json", outputOf("run", "prints", "--ui", "json"));
    assertClean("logs", outputOf("logs"));
    assertClean("logs --json", outputOf("logs", "--json"));
    assertClean("logs --session all", outputOf("logs", "--session", "all", "--timestamps"));
    assertClean("logs -C", outputOf("logs", "--grep", "plain", "-C", "2"));
    assertClean("logs --sessions", outputOf("logs", "--sessions"));
    assertEquals(1, BuiltImage.run(project, "logs", "--grep", "plain sk_l").code());
  }

  @Test
  void reveal_showsEverything() throws Exception {
    String plain = outputOf("run", "prints", "--ui", "plain", "--reveal");
    assertTrue(plain.contains("plain " + STRIPE + "\n"), plain);
    assertTrue(plain.contains("plain " + PASSWORD + "\n"), plain);
    assertFalse(plain.contains("‹"), plain);
    assertTrue(outputOf("logs", "--reveal").contains("plain " + STRIPE + "\n"));
    try (RawTerminal terminal = startUi("prints", "--reveal")) {
      terminal.awaitText(STRIPE);
      quit(terminal);
    }
  }

  @Test
  void processWithoutMasking_isShownAsItIs() throws Exception {
    Files.writeString(project.resolve("brummer.toml"), "[process.prints]\nmask = false\n");

    assertTrue(outputOf("run", "prints", "--ui", "plain").contains("plain " + STRIPE + "\n"));
    assertTrue(outputOf("logs").contains("plain " + STRIPE + "\n"));
  }

  @Test
  void ui_showsCopiesAndSavesNoSecret() throws Exception {
    int serverPort = freePort();
    int proxyPort = freePort();
    Files.writeString(project.resolve("Procfile"), "web: python3 server.py " + serverPort + "\n");
    byte[] screen;
    try (RawTerminal terminal = startUi("web", "--proxy-port", Integer.toString(proxyPort))) {
      terminal.awaitText("listening");
      awaitConnection(proxyPort);
      String query = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
      get(proxyPort, "/items?filter=" + query + "&name=" + STRIPE);
      for (String keys :
          List.of(
              "1",
              "g",
              "\r",
              "j",
              "\r",
              "\033",
              "y",
              "w",
              "S",
              "G",
              "k",
              "k",
              "\r",
              "\033",
              "y",
              "/the value\r",
              "n",
              "\033",
              "2",
              "j",
              "\r",
              "y",
              "\033",
              "3",
              "y",
              "j",
              "\r",
              "\033",
              "4",
              "j",
              "k",
              "c",
              "y",
              "S",
              "\r",
              "S",
              "j",
              "\033",
              "5",
              "7",
              "1",
              "?",
              "\033",
              ":",
              "\033")) {
        terminal.type(keys);
        terminal.awaitQuiet();
      }
      get(proxyPort, "/end");
      String page = awaitErrorPage(proxyPort);
      assertClean("error page", page);
      assertTrue(page.contains("last words ‹STRIPE_KEY›"), page);
      screen = quit(terminal);
    }
    String text = new String(screen, StandardCharsets.UTF_8);
    assertClean("UI", text);
    assertClean("UI without sequences", text.replaceAll("\033\\[[0-9;?]*[A-Za-z]", ""));
    assertTrue(text.contains("‹STRIPE_KEY›"), "no masked secret on the screen");
    assertSavedFilesAreClean();
    assertClean("logs", outputOf("logs", "--session", "all"));
  }

  private void assertSavedFilesAreClean() throws IOException {
    List<Path> saved = new ArrayList<>();
    try (Stream<Path> files = Files.list(project)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("brummer-"))
          .forEach(saved::add);
    }
    assertEquals(2, saved.size(), () -> "a log and a HAR file: " + saved);
    for (Path file : saved) {
      String text = Files.readString(file);
      assertClean(file.toString(), text);
      assertTrue(text.contains("‹STRIPE_KEY›"), text);
    }
  }

  @Test
  void recordingOnDisk_isRawAndReadableByItsOwnerOnly() throws Exception {
    Path state = project.resolve("state");
    Process run =
        BuiltImage.start(
            project, Map.of("XDG_STATE_HOME", state.toString()), "run", "prints", "--ui", "plain");
    run.getOutputStream().close();
    BuiltImage.awaitExit(run);

    List<Path> containing = new ArrayList<>();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(STRIPE)) {
          containing.add(file);
        }
      }
    }

    assertFalse(containing.isEmpty(), "the recording is raw");
    for (Path file : containing) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  private RawTerminal startUi(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(BuiltImage.launcher().toString(), "run", "--ui", "tui"));
    command.addAll(List.of(arguments));
    return RawTerminal.start(project, mark.environment(), command);
  }

  private static byte[] quit(RawTerminal terminal) throws Exception {
    terminal.type("q");
    terminal.awaitQuiet();
    terminal.typeUnlessEnding("q");
    return terminal.awaitExit();
  }

  private static void awaitConnection(int port) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertTrue(connected.isConnected());
        return;
      } catch (IOException notYet) {
        assertTrue(System.nanoTime() < deadline, "no proxy listens on " + port);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
      }
    }
  }

  private static void get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("X-Config", STRIPE)
            .build();
    CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String awaitErrorPage(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
            .header("Accept", "text/html")
            .build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String page = "";
    while (!page.contains("last words") && System.nanoTime() < deadline) {
      try {
        page = CLIENT.send(request, BodyHandlers.ofString()).body();
      } catch (IOException closing) {
        page = "";
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return page;
  }

  private String outputOf(String... arguments) throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, arguments);
    return result.out() + result.err();
  }

  private void assertClean(String where, String text) {
    needles.forEach((form, needle) ->
        assertFalse(text.contains(needle), () -> where + " shows " + form + ":\n" + text));
    assertFalse(text.isEmpty(), where);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
