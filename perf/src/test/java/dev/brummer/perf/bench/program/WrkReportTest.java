package dev.brummer.perf.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrkReportTest {
  private static String output(String p99, String failure) {
    return """
    Running 1s test @ http://127.0.0.1:20888/
      1 threads and 16 connections
      Thread Stats   Avg      Stdev     Max   +/- Stdev
        Latency   612.01us  240.11us   4.99ms   82.01%
        Req/Sec    25.81k     1.02k   27.30k    70.00%
      Latency Distribution
         50%  580.00us
         75%  700.00us
         90%  0.90ms
         99%  %s
      25702 requests in 1.00s, 4.21MB read
    %sRequests/sec:  25666.13
    Transfer/sec:      4.20MB
    """
        .replace("%s\n  25702", p99 + "\n  25702")
        .replace("%sRequests", failure + "Requests");
  }

  @ParameterizedTest
  @CsvSource({"1.43ms,1430000", "980.00us,980000", "1.20s,1200000000", "1.05m,63000000000"})
  void rateAndLatency_areParsed(String p99, double nanos) {
    WrkReport report = WrkReport.parse(output(p99, ""));

    assertEquals(25_666.13, report.perSecond(), 1e-9);
    assertEquals(nanos, report.p99Nanos(), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "Non-2xx or 3xx responses: 25702,non-2xx or 3xx responses: 25702",
    "'Socket errors: connect 0, read 3, write 0, timeout 0','socket errors: connect 0, read 3'"
  })
  void failedRequests_areNoResult(String line, String sentence) {
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class, () -> WrkReport.parse(output("1ms", "  " + line + "\n")));

    assertTrue(failed.getMessage().contains(sentence), failed.getMessage());
  }

  @Test
  void outputWithoutAResult_isQuoted() {
    IllegalStateException none =
        assertThrows(
            IllegalStateException.class, () -> WrkReport.parse("unable to connect to 127.0.0.1\n"));

    assertEquals("wrk printed no result: unable to connect to 127.0.0.1", none.getMessage());
  }
}
