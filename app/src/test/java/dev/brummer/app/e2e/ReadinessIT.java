package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real servers that print no URL, crash under a supervisor, or are databases.
@Timeout(300)
class ReadinessIT {
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

  private static final Duration SETUP_TIMEOUT = Duration.ofMinutes(3);

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @ParameterizedTest
  @ValueSource(strings = {"npx nodemon server.js", "exec node --watch server.js"})
  void serverThatCrashesUnderItsSupervisor_isDown_andReadyAgain(String command) throws Exception {
    installNodemon();
    int port = SetupCommand.freePort();
    String server =
        "require('http').createServer((q, r) => r.end('served')).listen(" + port + ")\n";
    Path file = project.resolve("server.js");
    Files.writeString(file, server);
    configure("[process.web]\ncommand = \"" + command + "\"\n");
    try (Tmux tmux = Tmux.start(150, 40, project, mark, BuiltImage.launcher() + " run web")) {
      tmux.await("● 1 ready");
      tmux.keys("3");
      String screen = tmux.await("the proxied URL", s -> ProxiedUrl.row("web").matcher(s).find());
      URI proxied = URI.create(ProxiedUrl.parse(screen, "web").url() + "/");
      assertEquals("served", fetch(proxied).body());

      Files.writeString(file, "throw new Error('boom')\n");
      tmux.await("▼ 1 down");
      tmux.await("nothing listens on :" + port);
      HttpResponse<String> error = fetch(proxied);
      assertEquals(502, error.statusCode());
      assertTrue(
          error.body().matches("(?s).*down: nothing listens on :" + port + " since \\d+ s.*"),
          error.body());

      Files.writeString(file, server);
      tmux.await("● 1 ready");
      assertEquals("served", fetch(proxied).body());
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void declaredHttpProbe_isTakenBack() throws Exception {
    RequiredPrograms.require("node");
    int port = SetupCommand.freePort();
    Files.writeString(
        project.resolve("server.js"),
        """
        const fs = require('fs')
        require('http').createServer((q, r) => {
          r.statusCode = fs.existsSync('broken') ? 503 : 200
          r.end()
        }).listen(%d)
        """
            .formatted(port));
    configure(
        "[process.web]\ncommand = \"exec node server.js\"\nready = { http = \"http://localhost:"
            + port
            + "/health\" }\n");
    try (Tmux tmux = Tmux.start(150, 40, project, mark, BuiltImage.launcher() + " run web")) {
      tmux.await("● 1 ready");
      Files.createFile(project.resolve("broken"));
      tmux.await("▼ 1 down");
      tmux.await("/health returned 503");
      Files.delete(project.resolve("broken"));
      tmux.await("● 1 ready");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void silentServers_areFoundByTheirPort_databasesNever() throws Exception {
    RequiredPrograms.require("python3");
    RequiredPrograms.require("redis-server");
    RequiredPrograms.require("pg_ctlcluster");
    int silent = SetupCommand.freePort();
    int declared = SetupCommand.freePort();
    int unproxied = SetupCommand.freePort();
    int redis = SetupCommand.freePort();
    int postgres = SetupCommand.freePort();
    String server = "exec python3 -m http.server %d >/dev/null 2>&1";
    String databases = "depends_on = [\"redis\", \"pg\"]\n";
    configure(
        "[process.redis]\ncommand = \"exec redis-server --save '' --port " + redis + "\"\n",
        "[process.pg]\ncommand = \"" + postgresCommand(postgres) + "\"\n",
        "[process.silent]\ncommand = \"" + server.formatted(silent) + "\"\n" + databases,
        "[process.declared]\ncommand = \"" + server.formatted(declared) + "\"\n" + databases,
        "url = \"http://localhost:" + declared + "/x\"\n",
        "[process.unproxied]\ncommand = \"exec python3 -um http.server " + unproxied + "\"\n",
        "proxy = false\n");
    try (Tmux tmux =
        Tmux.start(
            160,
            40,
            project,
            mark,
            BuiltImage.launcher() + " run redis pg silent declared unproxied")) {
      tmux.await("● 5 ready");
      tmux.keys("3");
      String screen =
          tmux.await("the URL found by its port", s -> ProxiedUrl.row("silent").matcher(s).find());
      assertTrue(screen.contains("localhost:" + declared + "/x"), screen);
      assertTrue(rows(screen, "unproxied").anyMatch(row -> row.contains("not proxied")), screen);
      assertFalse(screen.contains("localhost:" + redis), screen);
      assertFalse(screen.contains("localhost:" + postgres), screen);
      assertTrue(ProxiedUrl.parse(screen, "silent").fetchPage("/").contains("brummer.toml"));
      tmux.keys("1");
      screen = tmux.await("ready to accept con");
      assertFalse(screen.contains("invalid length of startup packet"), screen);
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  private static Stream<String> rows(String screen, String process) {
    return screen
        .lines()
        .filter(line -> line.contains("│ " + process + " ") || line.contains("▌" + process + " "));
  }

  /// Creates a database cluster. PostgreSQL does not run as root.
  private String postgresCommand(int port) throws Exception {
    Path bin;
    try (Stream<Path> versions = Files.list(POSTGRES)) {
      bin = versions.sorted().toList().getLast().resolve("bin");
    }
    String data = project.resolve("data").toString();
    boolean root = System.getProperty("user.name").equals("root");
    Files.createDirectory(project.resolve("data"));
    if (root) {
      SetupCommand.run(project, SETUP_TIMEOUT, "chmod", "755", project.toString());
      SetupCommand.run(project, SETUP_TIMEOUT, "chown", "postgres", data);
    }
    SetupCommand.run(project, SETUP_TIMEOUT, as(root, bin + "/initdb -D " + data));
    String[] command = as(root, "exec " + bin + "/postgres -p " + port + " -k /tmp -D " + data);
    return "exec " + command[0] + " " + command[1] + " " + command[2] + " '" + command[3] + "'";
  }

  private static String[] as(boolean root, String command) {
    return root
        ? new String[] {"su", "postgres", "-c", command}
        : new String[] {"sh", "-e", "-c", command};
  }

  private void installNodemon() throws Exception {
    RequiredPrograms.require("npm");
    Files.writeString(
        project.resolve("package.json"),
        "{\"name\": \"crash\", \"devDependencies\": {\"nodemon\": \"3\"}}");
    SetupCommand.npmInstall(project, SETUP_TIMEOUT);
  }

  private static HttpResponse<String> fetch(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/html").build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private void configure(String... lines) throws IOException {
    Files.writeString(project.resolve("brummer.toml"), String.join("", lines));
  }
}
