package dev.brummer.engine.detect.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TestDetectorTest {
  private static final String JEST =
      """
       FAIL  src/cart.test.js
        ✓ adds (1 ms)
        ✕ subtracts (1 ms)

        ● subtracts

          expect(received).toBe(expected)

            at pay (node_modules/pay/index.js:1:1)
            at total (src/cart.js:17:11)

      Tests:       1 failed, 1 passed, 2 total
      """;

  private final TestDetector detector = new TestDetector();
  private final List<Event> events = new ArrayList<>();
  private long number;

  @Test
  void newRunOfAWatcher_hasAnotherNumber_withEqualCounts() {
    print(JEST);
    print("\n" + JEST);
    assertEquals(List.of("1 passed, 1 failed", "1 passed, 1 failed"), countsByRun());
  }

  @Test
  void newRunOfEveryTool_replacesTheCounts() {
    for (String report :
        List.of(
            """
             RERUN  src/cart.test.ts x1

             Test Files  1 passed (1)
                  Tests  2 passed (2)
            """,
            "  2 passing (4ms)\n  1 failing\n\n  1) cart\n       adds:\n      Error: no\n",
            "FAILED test_a.py::test_x - assert\n==== 1 failed, 2 passed in 0.1s ====\n",
            "--- FAIL: TestAdd (0.00s)\n    a_test.go:4: no\nFAIL\tshop\t0.1s\n",
            "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.066 s <<< FAILURE! -- in ShopTest\n[ERROR] ShopTest.adds -- Time elapsed: 0.02 s <<< FAILURE!\n")) {
      countsByRun();
      events.clear();
      print(report);
      List<String> once = countsByRun();
      print("\n" + report);
      List<String> twice = countsByRun();
      assertEquals(List.of(2, once.getFirst()), List.of(twice.size(), twice.getLast()), report);
    }
  }

  @Test
  void packagesOfOneRun_addUp() {
    print(
        "ok  \tshop/a\t0.1s\n--- FAIL: TestAdd (0.00s)\n    b_test.go:4: no\nFAIL\tshop/b\t0.1s\n");
    print("--- FAIL: TestAdd (0.00s)\n    c_test.go:9: no\nFAIL\tshop/c\t0.1s\n");
    assertEquals(List.of("1 passed, 2 failed"), countsByRun());
  }

  @Test
  void secondRunOfAGoWatcher_isNotAddedToTheFirst_beforeItsTotal() {
    String report = "--- FAIL: TestAdd (0.00s)\n    a_test.go:4: no\nFAIL\tshop\t0.1s\n";
    print(report);
    print(report.substring(0, report.indexOf("FAIL\t")));
    assertEquals(List.of("0 passed, 1 failed"), countsByRun());
    print("FAIL\tshop\t0.1s\n");
    assertEquals(List.of("0 passed, 1 failed", "0 passed, 1 failed"), countsByRun());
    assertEquals(List.of("TestAdd", "TestAdd"), tests());
  }

  @Test
  void goResultsWithoutTotal_arePublishedWhenTheProcessEnds() {
    print("ok  \tshop/a\t0.1s\n--- FAIL: TestAdd (0.00s)\n    b_test.go:4: no\n");
    detector.processExited(1, 0, events::add);
    assertEquals(List.of("TestAdd"), tests());
  }

  @Test
  void goParentOfAFailedSubtest_hasThePlaceOfThatSubtest() {
    print(
        """
        === RUN   TestTable
        === RUN   TestTable/one
            cart_test.go:9: fine
        === RUN   TestTable/two
            cart_test.go:10: bad
        --- FAIL: TestTable (0.00s)
            --- PASS: TestTable/one (0.00s)
            --- FAIL: TestTable/two (0.00s)
        FAIL\tshop\t0.1s
        """);
    assertEquals(List.of("TestTable", "TestTable/two"), tests());
    assertEquals("cart_test.go:10", failures().getFirst().location());
  }

  @Test
  void tapWithoutVersionLine_thatStartsAgain_isANewRun() {
    String report = "ok 1 - adds\nnot ok 2 - subtracts\n#   Failed test 'subtracts'\n1..2\n";
    print(report + report);
    assertEquals(List.of("1 passed, 1 failed", "1 passed, 1 failed"), countsByRun());
  }

  @Test
  void tapOfTape_hasThePlaceOfTheAssertion() {
    print(
        """
        TAP version 13
        # adds
        not ok 1 should be strictly equal
          ---
            operator: equal
            expected: 100
            actual:   99
            at: Test.<anonymous> (/app/cart.js:8:7)
            stack: |-
              Error: should be strictly equal
                  at Test.assert [as _assert] (/app/node_modules/tape/lib/test.js:483:48)
          ...
        ok 2 should be truthy

        1..2
        # tests 2
        # pass  1
        # fail  1
        """);
    assertEquals("/app/cart.js:8:7", failures().getFirst().location());
    assertEquals(10, failures().getFirst().lines());
    assertEquals(List.of("1 passed, 1 failed"), countsByRun());
  }

  @Test
  void playwrightRunWithFailuresOnly_endsWithTheNextOne() {
    String report =
        """
        Running 1 test using 1 worker
          ✘  1 [chromium] › a.spec.ts:5:3 › cart › adds (10ms)
          1) [chromium] › a.spec.ts:5:3 › cart › adds › open cart ──────

            Error: no cart

              at /app/a.spec.ts:5:57

          1 failed
            [chromium] › a.spec.ts:5:3 › cart › adds ──────
        """;
    print(report + report);
    assertEquals(List.of("0 passed, 1 failed", "0 passed, 1 failed"), countsByRun());
    assertEquals("/app/a.spec.ts:5:57", failures().getLast().location());
    assertEquals(5, failures().getLast().lines());
  }

  @Test
  void railsReport_hasItsPlace() {
    print(
        """
        # Running:

        F

        Failure:
        CartTest#test_adds [test/models/cart_test.rb:5]:
        Expected: 3
          Actual: 2

        bin/rails test test/models/cart_test.rb:4

        Finished in 0.1s, 9.0 runs/s, 9.0 assertions/s.
        2 runs, 2 assertions, 1 failures, 0 errors, 0 skips
        """);
    assertEquals("test/models/cart_test.rb:5", failures().getFirst().location());
    assertEquals(4, failures().getFirst().lines());
    assertEquals(List.of("1 passed, 1 failed"), countsByRun());
  }

  @Test
  void dotnetReport_hasItsPlace() {
    print(
        """
          Passed Shop.Tests.CartTest.Adds [3 ms]
          Failed Shop.Tests.CartTest.Subtracts(n: 2) [12 ms]
          Error Message:
           Assert.Equal() Failure: Values differ
        Expected: -1
        Actual:   3
          Stack Trace:
             at Shop.Tests.CartTest.Subtracts(Int32 n) in /app/CartTest.cs:line 12
             at System.RuntimeMethodHandle.InvokeMethod(Object target)

        Failed!  - Failed:     1, Passed:     2, Skipped:     0, Total:     3, Duration: 15 ms - Shop.Tests.dll (net8.0)
        """);
    assertEquals("/app/CartTest.cs:12", failures().getFirst().location());
    assertEquals(8, failures().getFirst().lines());
    assertEquals(List.of("2 passed, 1 failed"), countsByRun());
  }

  @Test
  void workspacesOfOneCommand_addUp() {
    print("> a@1.0.0 test\n" + JEST + "\n> b@1.0.0 test\n" + JEST.replace("cart", "shop"));
    assertEquals(List.of("2 passed, 2 failed"), countsByRun());
  }

  @Test
  void restartedProcess_testsAnew() {
    print(JEST);
    detector.processExited(1, 0, events::add);
    detector.processStarted(1, 0);
    print(JEST);
    assertEquals(List.of("1 passed, 1 failed", "1 passed, 1 failed"), countsByRun());
    assertNotEquals(failures().getFirst().run(), failures().getLast().run());
  }

  @Test
  void failure_hasItsWholeReport_andTheFirstFrameOfTheProject() {
    print(JEST);
    Event.TestFailed failed = failures().getFirst();
    assertEquals("src/cart.js:17:11", failed.location());
    assertEquals(6, failed.lines());
  }

  @Test
  void linesOfAReport_areClaimed_othersAreNot() {
    ScannedLine heading = line("[ERROR] a.CartTest.adds -- Time elapsed: 0.1 s <<< FAILURE!");
    ScannedLine exception = line("java.lang.IllegalStateException: no shop");
    ScannedLine other = line("[ERROR] something else");
    for (ScannedLine next : List.of(heading, exception, other)) {
      detector.onLine(next, events::add);
    }
    assertTrue(heading.isClaimed());
    assertTrue(exception.isClaimed());
    assertFalse(other.isClaimed());
  }

  @Test
  void gradle_failureHasItsPlace() {
    print(
        """
        CartTest > adds() FAILED
            org.opentest4j.AssertionFailedError: expected: <2> but was: <3>
                at app//org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
                at app//shop.CartTest.adds(CartTest.java:12)

        3 tests completed, 1 failed
        """);
    assertEquals("shop/CartTest.java:12", failures().getFirst().location());
    assertEquals(4, failures().getFirst().lines());
    assertEquals(List.of("2 passed, 1 failed"), countsByRun());
  }

  @Test
  void junitConsole_failureHasItsPlace() {
    print(
        """
        Failures (1):
          JUnit Jupiter:CartTest:adds()
            MethodSource [className = 'shop.CartTest', methodName = 'adds', methodParameterTypes = '']
            => org.opentest4j.AssertionFailedError: expected: <2> but was: <3>
               org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
               shop.CartTest.adds(CartTest.java:12)
               [...]

        [         2 tests successful      ]
        [         1 tests failed          ]
        """);
    assertEquals("shop/CartTest.java:12", failures().getFirst().location());
    assertEquals("CartTest:adds()", failures().getFirst().test());
    assertEquals(List.of("2 passed, 1 failed"), countsByRun());
  }

  @Test
  void vitestHeadingsInARow_shareTheirReport() {
    print(
        """
         RUN  v3.2.4 /app
         FAIL  src/a.test.ts > adds
         FAIL  src/a.test.ts > subtracts
        TypeError: cart is not a function
         ❯ src/a.test.ts:5:7
        ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/2]⎯
        """);
    assertEquals(
        List.of("src/a.test.ts:5:7", "src/a.test.ts:5:7"),
        failures().stream().map(Event.TestFailed::location).toList());
    assertEquals(4, failures().getLast().lines());
  }

  @Test
  void vitestSuiteThatCannotBeParsed_isLocatedInItsModule_andEndsItsRun() {
    String failed =
        """
        ⎯⎯⎯⎯⎯⎯⎯ Failed Suites 1 ⎯⎯⎯⎯⎯⎯⎯
         FAIL  src/add.test.js [ src/add.test.js ]
        RollupError: Parse failure: Expression expected
        At file: /src/add.js:1:33
          File: /src/add.js:1:33
          1  |  export const add = (a, b) => a + ;
             |                                   ^
         ❯ getRollupError node_modules/rollup/dist/es/shared/parseAst.js:355:41
        ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯

         Test Files  1 failed (1)
              Tests  no tests
        """;
    print(failed);
    assertEquals("src/add.js:1:33", failures().getFirst().location());
    print(
        """
         ✓ src/add.test.js (2 tests) 2ms
         Test Files  1 passed (1)
              Tests  2 passed (2)
        """);
    assertEquals(List.of("0 passed, 1 failed", "2 passed, 0 failed"), countsByRun());
  }

  @Test
  void vitestRerun_withoutAWordOfTests_isANewRun() {
    print(" FAIL  src/a.test.ts > adds\nError: no\n⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯\n");
    print(" RERUN  src/a.ts x1 \n");
    print("      Tests  1 passed (1)\n");
    assertEquals(List.of("0 passed, 1 failed", "1 passed, 0 failed"), countsByRun());
  }

  @Test
  void jestSuitesThatFailToRun_areToldApart_andLocatedByBabel() {
    print(
        """
         FAIL  src/add.test.js
          ● Test suite failed to run

            Jest encountered an unexpected token

            SyntaxError: /app/src/add.js: Unexpected token (1:28)

            > 1 | exports.add = (a, b) => a + ;
                |                             ^
              at Parser.raise (node_modules/@babel/parser/src/tokenizer/index.ts:1603:12)
              at Object.require (src/add.test.js:1:17)

         FAIL  src/sub.test.js
          ● Test suite failed to run

            Cannot find module './nope' from 'src/sub.test.js'

            at Object.require (src/sub.test.js:1:17)

        Test Suites: 2 failed, 2 total
        Tests:       0 total
        """);
    assertEquals(
        List.of(
            "src/add.test.js › Test suite failed to run /app/src/add.js:1:28",
            "src/sub.test.js › Test suite failed to run src/sub.test.js:1:17"),
        failures().stream().map(it -> it.test() + " " + it.location()).toList());
  }

  @Test
  void reportWithoutEnd_isBounded() {
    print("[ERROR] a.CartTest.adds -- Time elapsed: 0.1 s <<< FAILURE!\n" + "x\n".repeat(5_000));
    assertEquals(1, failures().size());
    assertTrue(failures().getFirst().lines() <= 1_001);
  }

  @Test
  void quietReport_isPublished() {
    print("[ERROR] a.CartTest.adds -- Time elapsed: 0.1 s <<< FAILURE!\nboom\n");
    assertTrue(detector.hasPending());
    detector.flushStale(events::add);
    detector.flushStale(events::add);
    assertEquals(1, failures().size());
    assertFalse(detector.hasPending());
  }

  private void print(String text) {
    text.lines().forEach(line -> detector.onLine(line(line), events::add));
  }

  private ScannedLine line(String text) {
    return ScannedLine.of(1, ++number, text);
  }

  private List<Event.TestFailed> failures() {
    return events.stream()
        .filter(Event.TestFailed.class::isInstance)
        .map(Event.TestFailed.class::cast)
        .toList();
  }

  private List<String> tests() {
    return failures().stream().map(Event.TestFailed::test).toList();
  }

  /// What a consumer counts that forgets the counts of a run when the next one begins.
  private List<String> countsByRun() {
    detector.flushStale(events::add);
    detector.flushStale(events::add);
    List<Integer> runs =
        events.stream()
            .mapToInt(e -> e instanceof Event.TestFailed f ? f.run() : ((Event.TestPassed) e).run())
            .distinct()
            .boxed()
            .toList();
    return runs.stream()
        .map(run -> sum(run, true) + " passed, " + sum(run, false) + " failed")
        .toList();
  }

  private int sum(int run, boolean passed) {
    return events.stream()
        .flatMapToInt(event ->
            switch (event) {
              case Event.TestPassed e when passed && e.run() == run -> IntStream.of(e.count());
              case Event.TestFailed e when !passed && e.run() == run -> IntStream.of(e.count());
              default -> IntStream.empty();
            })
        .sum();
  }
}
