package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// URLs of real servers and databases: each belongs to the process that holds its port.
@Timeout(120)
class UrlOwnershipIT {
  private static final String SERVER =
      "node -e 'require(\"http\").createServer((q,r)=>r.end(\"hi\")).listen(%d,()=>console.log(\"%s\"))'";

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void url_belongsToTheProcessThatListens_whateverItsLineSays() throws Exception {
    for (String program : List.of("node", "redis-server", "nats-server")) {
      RequiredPrograms.require(program);
    }
    int app = SetupCommand.freePort();
    int api = SetupCommand.freePort();
    Files.writeString(
        project.resolve("Procfile"),
        String.join(
            "\n",
            "web: echo 'using API http://localhost:%d'; sleep 300".formatted(api),
            "curl: echo 'curl http://localhost:%d/health'; sleep 300"
                .formatted(SetupCommand.freePort()),
            "app: sleep 1; "
                + SERVER.formatted(
                    app, "Connected to MongoDB, server running on http://localhost:" + app),
            "api: sleep 1; " + SERVER.formatted(api, "connected to db & listening on port " + api),
            "redis: redis-server --save \"\" --port " + SetupCommand.freePort(),
            "nats: nats-server -a 127.0.0.1 -p " + SetupCommand.freePort(),
            ""));
    String command = BuiltImage.launcher() + " run Procfile";
    try (Tmux tmux = Tmux.start(150, 30, project, mark, command)) {
      tmux.keys("3");
      tmux.await("the URL of app", s -> ProxiedUrl.row("app").matcher(s).find());
      tmux.await("the URL of api", s -> ProxiedUrl.row("api").matcher(s).find());
      String screen = tmux.await("the databases", s -> s.contains("6 running") || ready(s) == 4);
      assertEquals(2, count("http://localhost:\\d+ +→", screen), screen);
      assertEquals(0, count("│[ ▌](?:web|curl|redis|nats) +http://localhost", screen), screen);
      assertEquals(2, count("(?:web|curl) +running", screen), screen);
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  private static int ready(String screen) {
    return count("(?:app|api|redis|nats) +ready", screen);
  }

  private static int count(String regex, String screen) {
    return (int) Pattern.compile(regex).matcher(screen).results().count();
  }
}
