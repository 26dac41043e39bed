package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// MCP over a stream of bytes: newline-delimited messages in both directions, in either generation.
/// One thread reads and calls [#run]; each request runs on a virtual thread. At most
/// [ActiveCalls#MAX_CALLS] requests are unfinished: reading pauses for a moment, then the reading
/// thread itself refuses. So a client that does not read its responses stops being served, and
/// memory does not grow.
public final class McpConnection implements AutoCloseable {
  /// Longest message in bytes.
  public static final int MAX_MESSAGE_BYTES = 4 << 20;

  private static final long DRAIN_MILLIS = 10_000;
  private static final long SLOT_WAIT_MILLIS = 1_000;

  private final OutputStream output;
  private final ReentrantLock writing = new ReentrantLock();
  private final ActiveCalls calls = new ActiveCalls();
  private final Semaphore slots = new Semaphore(ActiveCalls.MAX_CALLS);
  private final ClientSession session;
  private final StatelessClients clients;
  private final StatelessRequests stateless;
  private final Consumer<ObjectNode> changeTarget = this::write;
  private volatile boolean broken;

  /// @param transport name for the user, for example "stdio"
  public McpConnection(McpServer server, String transport, OutputStream output) {
    this.output = output;
    session = new ClientSession(server, transport, calls);
    clients = server.clientsOfConnection(transport);
    stateless = server.statelessRequests(clients, calls);
    session.attach(changeTarget);
  }

  /// Serves messages until the end of the input, then lets unfinished calls finish for some
  /// seconds.
  ///
  /// @throws IOException if reading fails
  public void run(InputStream input) throws IOException {
    MessageReader reader = new MessageReader(input, MAX_MESSAGE_BYTES);
    while (!broken && reader.next()) {
      if (reader.isTooLong()) {
        rejectLongMessage();
      } else {
        accept(reader.bytes(), reader.length());
      }
    }
    calls.cancel("subscriptions/listen");
    awaitIdle();
  }

  /// Ends the listen streams and waits until the other calls have been answered.
  public void awaitResponses(Duration timeout) throws InterruptedException {
    calls.cancel("subscriptions/listen");
    calls.awaitNone(timeout.toMillis());
  }

  /// Waits for unfinished calls, for some seconds.
  public void awaitIdle() {
    try {
      calls.awaitNone(DRAIN_MILLIS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Answers a message that was not kept because of its length.
  public void rejectLongMessage() {
    respond(
        null,
        RpcException.badRequest(
            RpcErrorCodes.INVALID_REQUEST, "the message is longer than 4 MB", null));
  }

  /// Takes one message without its newline. [#run] calls it; call it for messages that were read
  /// elsewhere.
  public void accept(byte[] line, int length) {
    RpcMessage message;
    try {
      message = RpcMessage.parse(line, length);
    } catch (RpcException invalid) {
      respond(null, invalid);
      return;
    }
    // A switch over types would generate a class at run time, before the first response. Responses
    // are ignored: the server sends no requests.
    if (message instanceof RpcMessage.Request request) {
      start(request);
    } else if (message instanceof RpcMessage.Notification notification) {
      session.handle(notification);
    }
  }

  private void start(RpcMessage.Request request) {
    boolean modern = StatelessRequests.isStateless(request.method(), request.params());
    ResponseChannel channel = new Lines();
    if (request.method().equals("initialize") || request.method().equals("ping")) {
      register(request, modern, channel).run(); // in order with what follows
    } else {
      startInSlot(request, modern, channel);
    }
  }

  private void startInSlot(RpcMessage.Request request, boolean modern, ResponseChannel channel) {
    if (!acquireSlot()) {
      respond(request.id(), ActiveCalls.tooMany());
      return;
    }
    Runnable call = register(request, modern, channel);
    Thread.ofVirtual()
        .name("mcp-call")
        .start(() -> {
          try {
            call.run();
          } finally {
            slots.release();
          }
        });
  }

  private boolean acquireSlot() {
    try {
      return slots.tryAcquire(SLOT_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// On the thread that reads: what follows, such as a cancellation or the end of the input, must
  /// find the call.
  private Runnable register(RpcMessage.Request request, boolean modern, ResponseChannel channel) {
    return modern ? stateless.register(request, channel) : session.register(request, channel);
  }

  private void respond(@Nullable JsonNode id, RpcException error) {
    write(RpcMessage.error(id, error));
  }

  private void write(ObjectNode message) {
    byte[] json = JsonCodec.write(message);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    writing.lock();
    try {
      if (!broken) {
        output.write(line);
        output.flush();
      }
    } catch (IOException gone) {
      broken = true;
      calls.cancelAll();
    } finally {
      writing.unlock();
    }
  }

  /// Cancels the calls and disconnects the clients. Does not close the streams.
  @Override
  public void close() {
    broken = true;
    session.detach(changeTarget);
    session.close("connection closed");
    clients.close("connection closed");
  }

  /// The responses of one request as lines.
  private final class Lines implements ResponseChannel {
    private volatile boolean ended;

    @Override
    public void notify(ObjectNode notification) {
      if (!ended) {
        write(notification);
      }
    }

    @Override
    public void respond(ObjectNode response, int httpStatus) {
      ended = true;
      write(response);
    }

    @Override
    public void abandon() {
      ended = true;
    }
  }
}
