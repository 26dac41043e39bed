package dev.brummer.perf.bench.proxy;

import dev.brummer.perf.baseline.BufferedInjector;
import dev.brummer.proxy.inject.CspRewriter;
import dev.brummer.proxy.inject.GzipDecoder;
import dev.brummer.proxy.inject.HtmlInjector;
import dev.brummer.proxy.inject.MetaCspRewriter;
import dev.brummer.proxy.inject.UrlRewriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Measures script injection into a page that arrives in 16 kB chunks (S15). As in the product,
/// bytes that pass through unchanged are not copied.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyInjectBenchmark {
  private static final int CHUNK_BYTES = 16 * 1024;

  /// Work added per page by the deliberate slowdown, in JMH tokens of about 1.6 ns; ten times what
  /// the reference design needs, so that its gate fails on a noisy machine, too.
  private static final int SLOWDOWN_TOKENS = 400_000;

  private static final byte[] TAG =
      "<script src=\"/__brummer/t.js\" data-s=\"0a1b2c-1\" data-r=\"1\"></script>"
          .getBytes(StandardCharsets.US_ASCII);

  @Param({"BRUMMER", "BUFFERED"})
  public String design;

  @Param("5000")
  public int size;

  @Param("false")
  public boolean packed;

  private final byte[] staging = new byte[CHUNK_BYTES];
  private byte[] page = {};

  @Setup(Level.Trial)
  public void createPage() throws IOException {
    StringBuilder html =
        new StringBuilder("<!doctype html><html><head><meta charset=\"utf-8\"><title>t</title>")
            .append("<link rel=\"stylesheet\" href=\"/a.css\"></head><body>");
    while (html.length() < size - 14) {
      html.append("<p>line ").append(html.length()).append(" of a page, at some length</p>\n");
    }
    byte[] plain = html.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    page = packed ? out.toByteArray() : plain;
  }

  /// Translates the URLs of a whole page, which names no known server, behind the injected element.
  @Benchmark
  public void translate(Blackhole hole) {
    UrlRewriter urls = new UrlRewriter(UnaryOperator.identity());
    HtmlInjector.ByteConsumer out = hole::consume;
    for (int from = 0; from < page.length; from += CHUNK_BYTES) {
      urls.feed(ByteBuffer.wrap(page, from, Math.min(CHUNK_BYTES, page.length - from)), out);
    }
    urls.end(out);
  }

  @Benchmark
  public void inject(Blackhole hole) throws DataFormatException {
    if (design.equals("BUFFERED")) {
      hole.consume(BufferedInjector.inject(page, packed));
    } else {
      if (design.equals("BRUMMER_SLOW")) {
        Blackhole.consumeCPU(SLOWDOWN_TOKENS);
      }
      stream(hole);
    }
  }

  private void stream(Blackhole hole) throws DataFormatException {
    HtmlInjector injector = new HtmlInjector(TAG);
    CspRewriter csp = new CspRewriter("http://localhost:1/t.js", "http://localhost:1/b", "n");
    MetaCspRewriter cspRewriter = new MetaCspRewriter(csp::widenForBeacons);
    HtmlInjector.ByteConsumer copied =
        bytes -> bytes.get(staging, 0, Math.min(staging.length, bytes.remaining()));
    HtmlInjector.ByteConsumer chunks =
        bytes -> injectChunk(injector, cspRewriter, bytes, copied, hole);
    if (packed) {
      try (GzipDecoder gzipDecoder = new GzipDecoder()) {
        for (int from = 0; from < page.length; from += CHUNK_BYTES) {
          int length = Math.min(CHUNK_BYTES, page.length - from);
          gzipDecoder.feed(ByteBuffer.wrap(page, from, length), chunks);
        }
      }
    } else {
      for (int from = 0; from < page.length; from += CHUNK_BYTES) {
        chunks.write(ByteBuffer.wrap(page, from, Math.min(CHUNK_BYTES, page.length - from)));
      }
    }
    injector.end(copied);
    cspRewriter.end(copied);
    hole.consume(staging);
  }

  private static void injectChunk(
      HtmlInjector injector,
      MetaCspRewriter cspRewriter,
      ByteBuffer bytes,
      HtmlInjector.ByteConsumer out,
      Blackhole hole) {
    injector.feed(bytes, out);
    if (!cspRewriter.done()) {
      cspRewriter.feed(bytes, out);
    }
    hole.consume(bytes.remaining());
  }
}
