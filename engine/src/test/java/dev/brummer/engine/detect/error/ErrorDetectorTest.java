package dev.brummer.engine.detect.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.detect.DetectorRun;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.ErrorDetected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorDetectorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Found 0 errors. Watching for file changes.",
        "0 errors",
        "Compiled with 0 errors and 2 warnings",
        "error: none",
        "Error: none",
        "errors: 0",
        "ERROR: null",
        "GET /errors/404 200 1.2 ms",
        "loaded error-handler middleware",
        "no error was found",
        "the ERROR level is switched on",
        "warning: unused variable",
        "main.c:3:7: warning: unused variable 'error'",
        "src/errors.ts compiled",
        "✓ handles an error: bad input",
        "[INFO] 0 errors",
        "throw new Error('x') is how it is done",
        "[vite] hmr update /src/error.css",
        "node_modules/foo: deprecated, see panic: docs",
        "2026-01-01 10:00:00 INFO ErrorHandler registered",
        "npm warn deprecated error-ex@1.0.0",
        "0 failures",
        "Exception handling is enabled",
      })
  void line_thatOnlyMentionsErrors_isNone(String text) {
    assertEquals(List.of(), errors(text + "\nnext line"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\u0000',
      value = {
        "ERROR could not load § error | could not load",
        "[ERROR] could not load § error | could not load",
        "[error] could not load § error | could not load",
        "2026-01-01 10:00:00,123 ERROR [main] could not load § error | [main] could not load",
        "2026-01-01T10:00:00.000+01:00 ERROR 123 --- [shop] [main] o.s.boot.App  : Run failed § error | Run failed",
        "10:00:00.123 [main] ERROR could not load § error | could not load",
        "ERROR:shop.db:could not load § error | could not load",
        "time=12:00 level=error msg=\"could not load\" x=1 § error | could not load",
        "{\"level\":\"error\",\"msg\":\"could not load\"} § error | could not load",
        "{\"@timestamp\":\"2026-01-01\",\"message\":\"could not load\",\"thread_name\":\"main\",\"level\":\"ERROR\"} § error | could not load",
        "{\"severity\":\"ERROR\",\"message\":\"could not load\"} § error | could not load",
        "E, [2026-01-01T10:00:00 #12] ERROR -- shop: could not load § error | could not load",
        "Unhandled exception. Shop.CardException: declined § Shop.CardException | declined",
        "PHP Parse error:  syntax error, unexpected end of file in /app/a.php on line 3 § ParseError | syntax error, unexpected end of file",
        "TypeError: x is not a function § TypeError | x is not a function",
        "Uncaught ReferenceError: x is not defined § ReferenceError | x is not defined",
        "error: pathspec 'x' did not match § error | pathspec 'x' did not match",
        "✖ Build failed: cannot find x § error | Build failed: cannot find x",
        "npm ERR! code ELIFECYCLE § npm | code ELIFECYCLE",
        "./main.go:7:2: undefined: x § error | undefined: x",
        "App.cs(12,5): error CS1002: ; expected § CS1002 | ; expected",
        "e: file:///src/Main.kt:3:5 Unresolved reference: x § error | Unresolved reference: x",
        "app.py:3: error: Incompatible types § error | Incompatible types",
        "error[E0425]: cannot find value § E0425 | cannot find value",
      })
  void line_thatIsAnError_isFound(String text, String expected) {
    List<ErrorDetected> errors = errors(text);
    assertEquals(1, errors.size(), text);
    assertEquals(expected, errors.getFirst().type() + " | " + errors.getFirst().message());
  }

  @Test
  void syntaxErrorOfNode_withoutAFrameInTheProject_isLocatedByTheFirstLine() {
    ErrorDetected error =
        only(
            """
            file:///home/dev/shop/books.js:2



            SyntaxError: Unexpected end of input
                at compileSourceTextModule (node:internal/modules/esm/utils:346:16)
                at ModuleLoader.loadAndTranslate (node:internal/modules/esm/loader:544:27)

            Node.js v20.20.2
            """);
    assertEquals("SyntaxError", error.type());
    assertEquals("/home/dev/shop/books.js:2", error.location());
  }

  @Test
  void errorWhileNextRenders_isNamedAndLocatedByItsStackTrace() {
    ErrorDetected error =
        only(
            """
            ⨯ Error: render boom
                at Home (app/page.tsx:5:9)
              3 |
              4 | export default function Home() {
            > 5 |   throw new Error("render boom"); return (
                |         ^
              6 |     <div className={styles.page}>
              7 |       <main className={styles.main}>
              8 |         <Image {
              digest: '1824106780'
            }
            """);
    assertEquals("Error", error.type());
    assertEquals("render boom", error.message());
    assertEquals("app/page.tsx:5:9", error.location());
  }

  @Test
  void severalErrorsOfABuildOfNext_areLocatedEach() {
    String warning =
        """
        ./app/page.tsx:9:1
        Warning: unused
        """;
    List<ErrorDetected> errors =
        errors(
            """
            ⨯ ./app/page.tsx:7:32
            Error: Expected a semicolon
              6 |     <div>
            > 7 |       <main className=<{styles.main}>
                |                                ^
              8 |         <Image

            Parsing ecmascript source code failed


            ./app/page.tsx:7:23
            Error: Expression expected
              6 |     <div>
            > 7 |       <main className=<{styles.main}>
                |                       ^^

            Parsing ecmascript source code failed

            """
                + warning);
    assertEquals(
        List.of(
            "next Expected a semicolon app/page.tsx:7:32",
            "next Expression expected app/page.tsx:7:23"),
        errors.stream().map(it -> it.type() + " " + it.message() + " " + it.location()).toList());
  }

  @Test
  void goPanic_withGoroutines_isOneBlockWithOwnFrame() {
    ErrorDetected error =
        only(
            """
            panic: runtime error: index out of range [7] with length 3

            goroutine 1 [running]:
            runtime.goPanicIndex(0x7, 0x3)
            \t/usr/local/go/src/runtime/panic.go:114 +0x7c
            main.price(...)
            \t/home/dev/shop/main.go:9
            main.main()
            \t/home/dev/shop/main.go:13 +0x1d
            exit status 2
            """);
    assertEquals(10, error.lines());
    assertEquals("/home/dev/shop/main.go:9", error.location());
    assertEquals(ErrorDetected.Severity.FATAL, error.severity());
  }

  @Test
  void dotnetException_withInnerOne_isOneErrorAtOwnCode() {
    ErrorDetected error =
        only(
            """
            fail: Shop.Checkout[0]
                  Unhandled exception. System.InvalidOperationException: cannot charge
             ---> System.IO.IOException: timeout
               at System.Net.Http.HttpClient.Send(HttpRequestMessage request)
               at Shop.Cards.Charge(Order order) in /app/Cards.cs:line 12
               --- End of inner exception stack trace ---
               at Shop.Program.Main(String[] args) in /app/Program.cs:line 5
            next
            """);
    assertEquals(2, error.line());
    assertEquals(6, error.lines());
    assertEquals("System.InvalidOperationException", error.type());
    assertEquals("cannot charge", error.message());
    assertEquals("/app/Cards.cs:12", error.location());
    assertEquals(ErrorDetected.Severity.FATAL, error.severity());
  }

  @Test
  void errorThatRailsHasCaught_isLocatedInOwnCode() {
    ErrorDetected error =
        only(
            """
            Completed 500 Internal Server Error in 12ms (ActiveRecord: 0.0ms)

            NoMethodError (undefined method `total' for nil:NilClass):

            /usr/lib/ruby/gems/3.1.0/gems/actionpack-7.0/lib/base.rb:3:in `call'
            app/controllers/orders_controller.rb:7:in `show'
            Started GET "/" for 127.0.0.1
            """);
    assertEquals("NoMethodError", error.type());
    assertEquals("app/controllers/orders_controller.rb:7", error.location());
    assertEquals(4, error.lines());
  }

  @Test
  void rubyOfToday_quotesAndNamesTheClass() {
    ErrorDetected error =
        only(
            """
            app.rb:2:in 'Object#charge': undefined method 'total' for nil (NoMethodError)

            def charge(order) = order.total.round
                                     ^^^^^^
            \tfrom app.rb:3:in '<main>'
            """);
    assertEquals("NoMethodError", error.type());
    assertEquals("undefined method 'total' for nil", error.message());
    assertEquals("app.rb:2", error.location());
    assertEquals(5, error.lines());
  }

  @Test
  void springError_withStack_isOneErrorThatSaysTheException() {
    ErrorDetected error =
        only(
            """
            2026-01-01T10:00:00.000Z ERROR 12 --- [nio-8080-exec-1] o.a.c.c.C.[dispatcherServlet] : Servlet.service() threw

            java.lang.IllegalStateException: no such item
            \tat org.springframework.web.Some.call(Some.java:10)
            \tat dev.shop.Items.find(Items.java:42) ~[classes/:na]
            Caused by: java.sql.SQLException: gone
            \t... 12 common frames omitted
            """);
    assertEquals(1, error.line());
    assertEquals(7, error.lines());
    assertEquals("java.lang.IllegalStateException", error.type());
    assertEquals("Items.java:42", error.location());
  }

  @Test
  void taggedError_withJsStack_isOneErrorOfItsType() {
    ErrorDetected error =
        only("[error] query failed: TypeError: no rows\n    at find (/app/src/db.js:3:9)\n");
    assertEquals("TypeError", error.type());
    assertEquals("no rows", error.message());
    assertEquals("/app/src/db.js:3:9", error.location());
  }

  @Test
  void jsError_framesOfLibrariesFirst_locatesOwnCode() {
    ErrorDetected error =
        only(
            """
            Error: boom
                at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)
                at node:internal/main:1:2
                at async show (/app/src/show.js:7:3)
            """);
    assertEquals("/app/src/show.js:7:3", error.location());
    assertEquals(4, error.lines());
  }

  @Test
  void errorsOfTwoProcesses_interleaved_staySeparate() {
    ErrorDetector detector = new ErrorDetector();
    List<Event> events = new ArrayList<>();
    detector.onLine(ScannedLine.of(1, 1, "Error: one"), events::add);
    detector.onLine(ScannedLine.of(2, 2, "Error: two"), events::add);
    detector.onLine(ScannedLine.of(1, 3, "    at a (/app/a.js:1:1)"), events::add);
    detector.onLine(ScannedLine.of(2, 4, "    at b (/app/b.js:1:1)"), events::add);
    detector.processExited(1, 0, events::add);
    detector.processExited(2, 0, events::add);
    assertEquals("/app/a.js:1:1", ((ErrorDetected) events.getFirst()).location());
    assertEquals("/app/b.js:1:1", ((ErrorDetected) events.getLast()).location());
    assertEquals(2, events.size());
  }

  @Test
  void block_growingSlowly_isToldOnlyAfterAWholeQuietMoment() {
    ErrorDetector detector = new ErrorDetector();
    List<Event> events = new ArrayList<>();
    detector.onLine(ScannedLine.of(1, 1, "Error: one"), events::add);
    assertTrue(detector.hasPending());
    detector.flushStale(events::add);
    detector.onLine(ScannedLine.of(1, 2, "    at a (/app/a.js:1:1)"), events::add);
    detector.flushStale(events::add);
    assertEquals(List.of(), events);
    detector.flushStale(events::add);
    assertEquals(2, ((ErrorDetected) events.getFirst()).lines());
    assertEquals(1, events.size());
  }

  @Test
  void block_withoutEnd_isBounded() {
    StringBuilder text = new StringBuilder("Error: deep\n");
    text.append("    at a (/app/a.js:1:1)\n".repeat(5000));
    List<ErrorDetected> errors = errors(text.toString());
    assertEquals(1, errors.size());
    assertEquals(400, errors.getFirst().lines());
  }

  @Test
  void fingerprint_sameErrorElsewhereInTime_isEqual() {
    String one =
        fingerprintOf("Error: item 17 of /tmp/a1/cart.json not found", "/app/src/a.js:3:9");
    String two =
        fingerprintOf("Error: item 9912 of /var/b/cart.json not found", "/app/src/a.js:5:1");
    assertEquals(one, two);
    assertNotEquals(
        one, fingerprintOf("Error: item 17 of cart.json is broken", "/app/src/a.js:3:9"));
    assertNotEquals(
        one, fingerprintOf("Error: item 17 of cart.json not found", "/app/src/b.js:3:9"));
  }

  private static String fingerprintOf(String message, String location) {
    return only(message + "\n    at f (" + location + ")\n").fingerprint();
  }

  private static ErrorDetected only(String text) {
    List<ErrorDetected> errors = errors(text);
    assertEquals(1, errors.size(), errors.toString());
    return errors.getFirst();
  }

  private static List<ErrorDetected> errors(String text) {
    return DetectorRun.events(text.lines().toList()).stream()
        .filter(ErrorDetected.class::isInstance)
        .map(ErrorDetected.class::cast)
        .toList();
  }
}
