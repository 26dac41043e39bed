package dev.brummer.app.mcp.stdio;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.mcp.McpDoors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/// The connection of the bridge to a run. The thread that reads the client sends; a thread
/// `mcp-output` copies what the run sends, in whole lines, and refuses what is unanswered at the
/// end.
///
/// Bytes are forwarded first and parsed afterwards: an agent waits for its first answers.
final class RunConnection {
  static final String ENDED =
      "brummer has ended before it answered; the next call connects to a running one or starts one"
          + " in the background";

  private final ControlClient client;
  private final ControlStream stream;
  private final ServerLines lines;
  private final ClientOutput output;
  private final UnansweredRequests requests = new UnansweredRequests();
  private final Thread thread;

  /// Opens MCP on a control connection, which this object closes.
  RunConnection(ControlClient client, ClientOutput output) {
    this.client = client;
    this.output = output;
    try {
      stream = client.upgrade(McpDoors.METHOD, Map.of(), _ -> {});
    } catch (RuntimeException refused) {
      client.close();
      throw refused;
    }
    lines = new ServerLines(stream.input());
    thread = Thread.ofPlatform().daemon().name("mcp-output").unstarted(this::copyOutput);
  }

  /// Introduces the client. Before [#start].
  void replay(ClientState state) throws IOException {
    try {
      state.replay(stream, lines, output);
    } catch (IOException ended) {
      client.close();
      throw ended;
    }
  }

  void start() {
    thread.start();
  }

  private void copyOutput() {
    try (client) {
      while (lines.fill()) {
        int start = lines.start();
        int end = lines.complete();
        output.write(lines.bytes(), start, end - start);
        noteResponses(start, end);
        lines.consume(end);
      }
    } catch (IOException ended) {
      Thread.yield(); // the run has been killed, or the client has gone
    } finally {
      requests.end((id, method) -> output.refuse(id, method, ENDED));
    }
  }

  private void noteResponses(int start, int end) {
    int at = start;
    while (at < end) {
      int next = lines.lineEnd(at);
      MessageHead.Id id = MessageHead.ofResponse(lines.bytes(), at, next - at);
      if (id != null) {
        requests.answered(id);
      }
      at = next;
    }
  }

  /// Sends bytes of the client.
  ///
  /// @return false if the run has ended and received none of them. If it has received some, [#note]
  ///   refuses the requests among them.
  boolean forward(byte[] bytes, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    try {
      stream.channel().write(buffer);
      return true;
    } catch (IOException ended) {
      return buffer.position() > 0;
    }
  }

  /// Notes a message that has been forwarded.
  void note(MessageHead head) {
    MessageHead.Id id = head.id();
    String method = head.method();
    MessageHead.Id cancelled = head.cancelled();
    if (method != null && id != null) {
      if (!requests.add(id, method)) {
        output.refuse(id, method, ENDED);
      }
    } else if (cancelled != null && "notifications/cancelled".equals(method)) {
      requests.cancelled(cancelled);
    }
  }

  boolean isEnded() {
    return requests.isEnded();
  }

  /// Tells the run that the client sends nothing more, and waits until the run has sent the rest.
  void finish() throws InterruptedException {
    try {
      stream.channel().shutdownOutput();
    } catch (IOException ended) {
      Thread.yield(); // so it has been told
    }
    awaitEnd();
  }

  /// Waits until the rest of the output has been copied and what is unanswered has been refused.
  void awaitEnd() throws InterruptedException {
    thread.join();
  }
}
