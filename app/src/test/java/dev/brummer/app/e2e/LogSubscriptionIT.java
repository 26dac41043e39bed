package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.SoakResult;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An agent that is subscribed to the log of a process that prints without a pause.
///
/// `-Dbrummer.soak.lines` is the number of lines of one flood.
@Timeout(900)
class LogSubscriptionIT {
  private static final int LINES = Integer.getInteger("brummer.soak.lines", 200_000);
  private static final int ROUNDS = 3;
  private static final long MAX_GROWTH_KILOBYTES = 64 << 10;
  private static final Pattern TOOK = Pattern.compile("took (\\d+) ms");
  private static final Pattern COUNT = Pattern.compile("\"dev.brummer/changes\":(\\d+)");

  @TempDir private Path project;

  private Process run;
  private ControlInstance instance;
  private int notices;
  private long told;

  @BeforeEach
  void startRun() throws Exception {
    Files.writeString(project.resolve("Procfile"), "stay: exec sleep 3600\nflood: sh flood.sh\n");
    Files.writeString(
        project.resolve("flood.sh"),
        """
        a=$(date +%%s%%N)
        yes 'a line of a flood, as long as lines of a server often are' | head -n %d
        b=$(date +%%s%%N)
        echo took $(((b - a) / 1000000)) ms
        """
            .formatted(LINES));
    Map<String, String> environment = McpAgent.environment(project);
    run = BuiltImage.start(project, environment, "run", "stay", "flood", "--ui", "plain");
    run.getOutputStream().close();
    Thread.ofVirtual().start(() -> drain(run));
    instance = ControlInstances.await(project, environment, Duration.ofSeconds(60)).orElseThrow();
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stopRun() throws Exception {
    run.destroy();
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
  }

  @Test
  void flood_isNotSlowedBySubscription_growsNothing_andIsCounted() throws Exception {
    try (ChannelAgent agent = new ChannelAgent(instance)) {
      flood(agent);
      flood(agent);
      long before = anonymousKilobytes();
      long alone = Long.MAX_VALUE;
      long subscribed = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        request(agent, "resources/unsubscribe");
        alone = Math.min(alone, flood(agent));
        request(agent, "resources/subscribe");
        subscribed = Math.min(subscribed, flood(agent));
        awaitNotices(agent, (i + 1L) * LINES);
      }
      long growth = anonymousKilobytes() - before;
      boolean met =
          notices > 0
              && told >= (long) ROUNDS * LINES
              && growth < MAX_GROWTH_KILOBYTES
              && subscribed < 2 * alone + 200;
      SoakResult.print(
          "floods of " + LINES + " lines with a subscriber",
          "not slower, under 64 MB more, every line counted",
          "%d ms without, %d ms with; %+d MB; %d notices of %d lines"
              .formatted(alone, subscribed, growth >> 10, notices, told),
          met,
          "-");
      assertTrue(met, alone + " " + subscribed + " " + growth + " " + notices + " " + told);
    }
  }

  private static void request(ChannelAgent agent, String method) throws IOException {
    String response =
        agent.request(
            "{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\""
                + method
                + "\",\"params\":{\"uri\":\"brummer://logs/flood\"}}");
    assertTrue(response.contains("\"result\""), response);
  }

  /// Runs the flood.
  ///
  /// @return its time in milliseconds, measured by the process itself
  private long flood(ChannelAgent agent) throws IOException {
    agent.send(tool("scripts_run", "{\"names\":[\"flood\"],\"wait\":\"exit\",\"timeout_s\":300}"));
    String ran = skipNotices(agent);
    assertTrue(ran.contains("\"result\""), ran);
    agent.send(tool("logs_read", "{\"names\":[\"flood\"],\"lines\":5}"));
    String last = skipNotices(agent);
    Matcher took = TOOK.matcher(last);
    assertTrue(took.find(), last);
    return Long.parseLong(took.group(1));
  }

  /// The last notice of a flood may come after the responses.
  private void awaitNotices(ChannelAgent agent, long lines) throws IOException {
    while (told < lines) {
      String notice = agent.receive();
      assertTrue(notice.contains("\"method\":\"notifications/"), notice);
      count(notice);
    }
  }

  private void count(String notice) {
    notices++;
    Matcher count = COUNT.matcher(notice);
    told += count.find() ? Long.parseLong(count.group(1)) : 1;
  }

  private String skipNotices(ChannelAgent agent) throws IOException {
    String line = agent.receive();
    while (line.contains("\"method\":\"notifications/")) {
      count(line);
      line = agent.receive();
    }
    return line;
  }

  private static String tool(String name, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + name
        + "\",\"arguments\":"
        + arguments
        + "}}\n";
  }

  private long anonymousKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(run.pid()), "status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no RssAnon");
  }
}
