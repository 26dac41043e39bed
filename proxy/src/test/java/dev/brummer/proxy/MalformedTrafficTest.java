package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Malformed and ambiguous messages through the real proxy, judged by parsers that share no code
/// with it. Whatever reaches the server is one unambiguous message for a strict parser and for
/// every careless one; whatever reaches the client is a valid response; the next request gets its
/// own response. No buffer leaks (checked when the proxy closes), memory and descriptors stay flat.
///
/// `-Dbrummer.soak.malformed=10000 -Dbrummer.soak.answers=5000 -Dbrummer.soak.seed=1` runs the long
/// form.
class MalformedTrafficTest {
  private static final int REQUESTS = Integer.getInteger("brummer.soak.malformed", 800);
  private static final int ANSWERS = Integer.getInteger("brummer.soak.answers", 400);
  private static final long SEED = Long.getLong("brummer.soak.seed", 20261128L);
  private static final int CLIENTS = 4;
  private static final long MINUTES = 20;
  private static final long MAX_DIRECT_BYTES = 48L * 1024 * 1024;

  /// Pooled connections and the listeners' own descriptors.
  private static final int MAX_MORE_DESCRIPTORS = 80;

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s";

  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger forwarded = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final Map<Integer, String> answers = new ConcurrentHashMap<>();

  @Test
  void requests_malformed_reachTheServerAsOneUnambiguousMessageOrNotAtAll() throws Exception {
    long descriptors = descriptors();
    try (RawServer server = new RawServer(this::serveStrictly);
        TestProxy proxy = new TestProxy()) {
      int port = proxy.open(server.port());
      run(REQUESTS, id -> attack(port, id));
      report("requests", REQUESTS, "reached the server", forwarded.get());
      assertFlat(descriptors);
    }
  }

  @Test
  void answers_malformed_neverReachTheNextRequest() throws Exception {
    long descriptors = descriptors();
    try (RawServer server = new RawServer(this::serveMalformed);
        TestProxy proxy = new TestProxy()) {
      int port = proxy.open(server.port());
      run(ANSWERS, id -> askTwice(port, id));
      report("answers", ANSWERS, "passed valid", passed.get());
      assertFlat(descriptors);
    }
  }

  private interface Case {
    void run(int id) throws Exception;
  }

  private void run(int count, Case each) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      work.add(() -> {
        int done = 0;
        for (int id = next.getAndIncrement(); id < count; id = next.getAndIncrement()) {
          each.run(id);
          done++;
        }
        return done;
      });
    }
    int done = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Integer> each1 : clients.invokeAll(work, MINUTES, TimeUnit.MINUTES)) {
        done += each1.get();
      }
    }
    assertEquals(count, done);
  }

  private static void assertFlat(long descriptorsBefore) throws IOException {
    long direct = PlatformDependent.usedDirectMemory();
    assertTrue(direct < MAX_DIRECT_BYTES, direct + " bytes of direct memory");
    long now = descriptors();
    assertTrue(
        now - descriptorsBefore < MAX_MORE_DESCRIPTORS,
        now + " descriptors, before " + descriptorsBefore);
  }

  private static long descriptors() throws IOException {
    Path directory = Path.of("/proc/self/fd");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(directory)) {
      return open.count();
    }
  }

  private void report(String what, int count, String good, int number) {
    SoakResult.print(
        count + " malformed " + what,
        "0 crashes, hangs, ambiguous messages",
        "%d; %s %d, refused %d, cut off %d"
            .formatted(violations.size(), good, number, refused.get(), cut.get()),
        violations.isEmpty(),
        SEED);
    assertEquals(List.of(), violations.stream().limit(10).toList(), violations.size() + " of them");
  }

  private static Random randomFor(int id) {
    return new Random(SEED * 1_000_003 + id);
  }

  // Requests: the client attacks, the server is strict.

  private void attack(int port, int id) throws Exception {
    Random random = randomFor(id);
    String request = new HttpAttacks(random).request(id);
    boolean pipelined = random.nextBoolean();
    String bytes =
        request + (pipelined ? "GET /p" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n" : "");
    try (RawConnection client = RawConnection.to(port)) {
      sendInPieces(client, bytes, random);
      client.socket().shutdownOutput();
      byte[] received = client.readRest().getBytes(StandardCharsets.ISO_8859_1);
      checkResponses(id, request, received);
    } catch (SocketTimeoutException hang) {
      violations.add("hang: " + id + " " + shown(request));
    } catch (SocketException reset) {
      cut.incrementAndGet();
    }
    probe(port, "/probe" + id, request);
  }

  private static void sendInPieces(RawConnection client, String bytes, Random random)
      throws IOException {
    int at = 0;
    while (at < bytes.length()) {
      int end =
          random.nextInt(3) == 0
              ? Math.min(bytes.length(), at + 1 + random.nextInt(40))
              : bytes.length();
      client.write(bytes.substring(at, end));
      at = end;
    }
  }

  /// The method of a malformed request is unknown, so its refusal has a body.
  private void checkResponses(int id, String request, byte[] received) {
    StrictHttpParser parser = new StrictHttpParser(received);
    boolean head = request.startsWith("HEAD ");
    try {
      while (!parser.atEnd()) {
        StrictHttpParser.Message response = parser.response(head);
        if (head && response.target().startsWith("4")) {
          return;
        }
        if (response.target().startsWith("4") || response.target().startsWith("5")) {
          refused.incrementAndGet();
        }
      }
    } catch (StrictHttpParser.Incomplete incomplete) {
      cut.incrementAndGet();
    } catch (StrictHttpParser.Violation violation) {
      violations.add("response " + id + ": " + violation.getMessage() + " to " + shown(request));
    }
  }

  /// Another client's request gets its own response.
  private void probe(int port, String target, String context) throws IOException {
    try (RawConnection client = RawConnection.to(port)) {
      client.get(target, "");
      String head = client.readHead();
      String body = client.readBody(head);
      if (!head.startsWith("HTTP/1.1 200") || !body.equals(target)) {
        violations.add("probe " + target + " got " + body + " behind " + shown(context));
      }
    }
  }

  private void serveStrictly(RawConnection connection) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[4096];
    List<String> targets = new ArrayList<>();
    int parsed = 0;
    int count;
    while ((count = connection.readSome(part)) > 0) {
      all.write(part, 0, count);
      byte[] bytes = all.toByteArray();
      parsed = parseNew(connection, bytes, parsed, targets);
      if (parsed < 0) {
        return;
      }
    }
    checkCareless(all.toByteArray(), parsed, targets);
  }

  /// Responds to the requests that became complete.
  ///
  /// @return the end of the last one, or -1 on a violation
  private int parseNew(RawConnection connection, byte[] bytes, int from, List<String> targets)
      throws IOException {
    StrictHttpParser parser =
        new StrictHttpParser(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    try {
      while (!parser.atEnd()) {
        StrictHttpParser.Message request = parser.request();
        targets.add(request.target());
        forwarded.incrementAndGet();
        if (request.all("x-forwarded-host").size() != 1 || request.all("traceparent").size() != 1) {
          violations.add(
              "not from the proxy: " + shown(new String(bytes, StandardCharsets.ISO_8859_1)));
          return -1;
        }
        connection.write(
            request.method().equals("HEAD")
                ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                : OK.formatted(request.target().length(), request.target()));
      }
    } catch (StrictHttpParser.Incomplete more) {
      return from + parser.position();
    } catch (StrictHttpParser.Violation violation) {
      violations.add(
          violation.getMessage() + " in " + shown(new String(bytes, StandardCharsets.ISO_8859_1)));
      return -1;
    }
    return from + parser.position();
  }

  private void checkCareless(byte[] bytes, int parsed, List<String> targets) {
    byte[] complete = java.util.Arrays.copyOf(bytes, parsed);
    for (LooseHttpSplitter careless : LooseHttpSplitter.all()) {
      List<String> found = careless.targets(complete);
      if (!found.equals(targets)) {
        violations.add(careless + " finds " + found + ", not " + targets);
      }
    }
  }

  // Answers: the server attacks, the client is strict.

  private void serveMalformed(RawConnection connection) throws Exception {
    String head;
    while (!(head = connection.readHead()).isEmpty()) {
      String target = head.split(" ")[1];
      if (!target.startsWith("/a")) {
        connection.write(OK.formatted(target.length(), target));
        continue;
      }
      int id = Integer.parseInt(target.substring(2));
      Random random = randomFor(id);
      String answer = new HttpAttacks(random).answer();
      answers.put(id, answer);
      sendInPieces(connection, answer, random);
      if (random.nextInt(3) == 0) {
        return;
      }
      if (random.nextInt(3) == 0) {
        connection.socket().shutdownOutput();
      }
    }
  }

  private void askTwice(int port, int id) throws Exception {
    boolean head = randomFor(-id).nextInt(5) == 0;
    try (RawConnection client = RawConnection.to(port)) {
      client.socket().setSoTimeout(2_000);
      client.write((head ? "HEAD" : "GET") + " /a" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      if (readOne(client, id, head)) {
        client.socket().setSoTimeout(20_000);
        client.get("/same" + id, "");
        String second = client.readHead();
        String body = client.readBody(second);
        if (!body.equals("/same" + id)) {
          violations.add(id + " same client got " + body + " behind " + shown(answers.get(id)));
        }
      }
    } catch (SocketTimeoutException waiting) {
      // The answer announces more than the server sends; without a proxy the client waits, too.
      cut.incrementAndGet();
    } catch (SocketException reset) {
      cut.incrementAndGet();
    }
    probe(port, "/probe" + id, String.valueOf(answers.get(id)));
  }

  /// Reads the final response.
  ///
  /// @return whether the connection goes on
  private boolean readOne(RawConnection client, int id, boolean head) throws IOException {
    StringBuilder raw = new StringBuilder();
    byte[] part = new byte[4096];
    int count;
    while (true) {
      StrictHttpParser parser =
          new StrictHttpParser(raw.toString().getBytes(StandardCharsets.ISO_8859_1));
      try {
        StrictHttpParser.Message response = parser.response(head);
        while (response.target().startsWith("1")) {
          response = parser.response(head);
        }
        boolean closes = response.all("connection").contains("close");
        if (!parser.atEnd() && !closes) {
          violations.add(id + " more than one response to " + shown(answers.get(id)));
        }
        (response.target().equals("502") ? refused : passed).incrementAndGet();
        return !closes;
      } catch (StrictHttpParser.Violation violation) {
        violations.add(id + " " + violation.getMessage() + " for " + shown(answers.get(id)));
        return false;
      } catch (StrictHttpParser.Incomplete more) {
        count = client.readSome(part);
        if (count < 0) {
          cut.incrementAndGet();
          return false;
        }
        raw.append(new String(part, 0, count, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String shown(String bytes) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(600, bytes.length()); i++) {
      char c = bytes.charAt(i);
      shown.append(
          c == '\r'
              ? "\\r"
              : c == '\n' ? "\\n" : c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : "" + c);
    }
    return shown.toString();
  }
}
