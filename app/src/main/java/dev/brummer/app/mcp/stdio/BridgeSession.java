package dev.brummer.app.mcp.stdio;

import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Serves one client from its first message to the end of its input, with any number of runs one
/// after another. Confined to the thread that reads the client.
///
/// Connected, chunks are forwarded as they come; in standby, lines are answered here until one
/// needs a run. A line that has begun in one state is completed in the other.
@SuppressWarnings("ReferenceEquality") // identity of connections is meant
final class BridgeSession {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] NONE = {};

  private final Connector connector;
  private final ClientOutput output;
  private final String version;
  private final ClientLines lines = new ClientLines(McpConnection.MAX_MESSAGE_BYTES);
  private final ClientState state = new ClientState();

  private @Nullable RunConnection run;
  private @Nullable StandbyServer standby;

  /// The run that has received the beginning of the incomplete line, if it is not empty.
  private @Nullable RunConnection partialReceiver;

  /// Connects to a run.
  @FunctionalInterface
  interface Connector {
    /// Connects to a running brummer, or starts one. Blocks.
    ///
    /// @throws UserException if that fails
    RunConnection connect() throws InterruptedException;
  }

  /// @param run the run to begin with; null for standby. Has been started.
  BridgeSession(
      Connector connector, ClientOutput output, String version, @Nullable RunConnection run) {
    this.connector = connector;
    this.output = output;
    this.version = version;
    this.run = run;
  }

  /// Runs until the end of the input.
  void serve(InputStream input) throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      feed(buffer, count);
    }
    finish();
  }

  private void feed(byte[] chunk, int count) throws InterruptedException {
    RunConnection receiver = forward(chunk, count);
    lines.feed(chunk, count, (line, length, tooLong) -> onLine(line, length, tooLong, receiver));
    partialReceiver = receiver;
  }

  /// @return the run that has received the chunk, or a part of it
  private @Nullable RunConnection forward(byte[] chunk, int count) throws InterruptedException {
    RunConnection current = connection();
    if (current == null) {
      return null;
    }
    byte[] partial = partialReceiver == current ? NONE : lines.partial();
    if (current.forward(partial, partial.length) && current.forward(chunk, count)) {
      return current;
    }
    disconnect(current);
    return null;
  }

  private void disconnect(RunConnection ended) throws InterruptedException {
    ended.awaitEnd();
    run = null;
  }

  /// The run, unless it has ended.
  private @Nullable RunConnection connection() {
    RunConnection current = run;
    if (current != null && current.isEnded()) {
      run = null;
      return null;
    }
    return current;
  }

  /// @param receiver the run that has received the line already
  private void onLine(byte[] line, int length, boolean tooLong, @Nullable RunConnection receiver)
      throws InterruptedException {
    MessageHead head = tooLong ? null : MessageHead.parse(line, length);
    if (head != null) {
      state.note(head, line, length);
    }
    if (receiver != null) {
      note(receiver, head);
      return;
    }
    RunConnection current = connection();
    if (current != null && send(current, head, line, length)) {
      return;
    }
    if (current != null) {
      disconnect(current);
    }
    if (head != null && head.isRequest() && needsRun(head)) {
      connectFor(head, line, length);
    } else if (tooLong) {
      standby().rejectLongMessage();
    } else {
      standby().accept(line, length);
    }
  }

  private static boolean needsRun(MessageHead head) {
    return head.method() != null && StandbyServer.needsRun(head.method());
  }

  private static void note(RunConnection receiver, @Nullable MessageHead head) {
    if (head != null) {
      receiver.note(head);
    }
  }

  /// @return false if the run has ended and not received it
  private static boolean send(
      RunConnection receiver, @Nullable MessageHead head, byte[] line, int length) {
    byte[] bytes = new byte[length + 1];
    System.arraycopy(line, 0, bytes, 0, length);
    bytes[length] = '\n';
    boolean sent = receiver.forward(bytes, bytes.length);
    if (sent) {
      note(receiver, head);
    }
    return sent;
  }

  private void connectFor(MessageHead head, byte[] line, int length) throws InterruptedException {
    endStandby();
    try {
      RunConnection connected = connector.connect();
      connected.replay(state);
      connected.start();
      run = connected;
      if (!send(connected, head, line, length)) {
        refuse(head, RunConnection.ENDED);
      }
    } catch (UserException failed) {
      refuse(head, failed.text());
    } catch (IOException ended) {
      refuse(head, RunConnection.ENDED);
    }
  }

  private void refuse(MessageHead head, String reason) {
    MessageHead.Id id = head.id();
    String method = head.method();
    if (id != null && method != null) {
      output.refuse(id, method, reason);
    }
  }

  private StandbyServer standby() {
    StandbyServer current = standby;
    if (current == null) {
      current = new StandbyServer(output, version);
      standby = current;
    }
    return current;
  }

  /// Answers of the standby precede those of the run.
  private void endStandby() {
    StandbyServer current = standby;
    if (current != null) {
      current.awaitIdle();
      current.close();
      standby = null;
    }
  }

  private void finish() throws InterruptedException {
    RunConnection receiver = connection();
    lines.end((line, length, tooLong) -> onLine(line, length, tooLong, receiver));
    RunConnection last = run;
    if (last != null) {
      last.finish();
    }
    endStandby();
  }
}
