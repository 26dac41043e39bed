package dev.brummer.perf.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyThroughputTest {
  /// @param steadyAt number of windows after which the throughput is steady; 0 for never
  @ParameterizedTest
  @CsvSource({
    "100 102 101, 3",
    "100 102.9 100, 3",
    "100 102, 0",
    "100 104 108 112, 0",
    "50 80 100 101 100, 5",
    "100 101 80 81 82, 5",
    "0 0 0 100 100 100, 6",
  })
  void add_windows_steadyAfterTwoSmallChanges(String windows, int steadyAt) {
    SteadyThroughput throughput = new SteadyThroughput();
    List<String> rates = List.of(windows.split(" "));
    int at = 0;
    boolean steady = false;
    while (at < rates.size() && !steady) {
      steady = throughput.add(Double.parseDouble(rates.get(at++)));
    }
    assertEquals(steadyAt, steady ? at : 0);
  }
}
