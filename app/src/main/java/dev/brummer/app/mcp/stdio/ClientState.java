package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.mcp.protocol.JsonCodec;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client has told a run and the next run has to know: its handshake and its subscriptions.
/// Confined to one thread.
final class ClientState {
  private static final int MAX_SUBSCRIPTIONS = 200;
  private static final byte[] INITIALIZED =
      ClientOutput.line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

  private final Set<String> subscriptions = new LinkedHashSet<>();

  /// The request `initialize` with its newline; null before it, and for a client of the stateless
  /// generation.
  private byte @Nullable [] handshake;

  private MessageHead.@Nullable Id handshakeId;

  /// Notes a message of the client.
  void note(MessageHead head, byte[] line, int length) {
    String method = head.method();
    String uri = head.uri();
    if (method == null) {
      return;
    }
    if (method.equals("initialize") && head.id() != null) {
      handshake = Arrays.copyOf(line, length + 1);
      handshake[length] = '\n';
      handshakeId = head.id();
    } else if (uri != null && method.equals("resources/unsubscribe")) {
      subscriptions.remove(uri);
    } else if (uri != null
        && method.equals("resources/subscribe")
        && subscriptions.size() < MAX_SUBSCRIPTIONS) {
      subscriptions.add(uri);
    }
  }

  /// Introduces the client to a run, whose responses the client does not see. Resources that the
  /// client had subscribed to are announced as changed: they belong to another run now.
  ///
  /// @throws IOException if the run ends meanwhile
  void replay(ControlStream stream, ServerLines lines, ClientOutput output) throws IOException {
    byte[] first = handshake;
    MessageHead.Id firstId = handshakeId;
    if (first == null || firstId == null) {
      return;
    }
    OutputStream run = stream.output();
    Set<MessageHead.Id> open = new HashSet<>(Set.of(firstId));
    run.write(first);
    run.write(INITIALIZED);
    int number = 0;
    for (String uri : subscriptions) {
      String id = "brummer-subscription-" + ++number;
      open.add(new MessageHead.Id(true, id));
      run.write(subscription(id, uri));
    }
    skipResponses(open, lines, output);
    subscriptions.forEach(output::announceChange);
  }

  private static byte[] subscription(String id, String uri) {
    ObjectNode request = JsonCodec.object().put("jsonrpc", "2.0").put("id", id);
    request.put("method", "resources/subscribe").putObject("params").put("uri", uri);
    return ClientOutput.line(JsonCodec.writeText(request));
  }

  private static void skipResponses(
      Set<MessageHead.Id> open, ServerLines lines, ClientOutput output) throws IOException {
    while (!open.isEmpty()) {
      if (!lines.fill()) {
        throw new EOFException();
      }
      int start = lines.start();
      int end = lines.lineEnd(start);
      MessageHead.Id id = MessageHead.ofResponse(lines.bytes(), start, end - start);
      if (id == null || !open.remove(id)) {
        output.write(lines.bytes(), start, end - start);
      }
      lines.consume(end);
    }
  }
}
