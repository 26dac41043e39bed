package dev.brummer.perf.bench.ui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.perf.bench.log.LogStoreAdapter;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Measures a 200x50 frame: composition from the model and the log store, and the write to another
/// process. One operation is one frame.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UiFrameBenchmark {
  private static final int COLUMNS = 200;
  private static final int ROWS = 50;
  private static final int PROCESSES = 12;
  private static final int LINES = 10_000;
  private static final long NOW = 1_767_346_867_000L;

  /// Change since the previous frame.
  public enum Change {
    /// Composes the frame and writes nothing.
    NOTHING("nothing is new"),
    /// Selects another process.
    SELECTION("another process is selected"),
    /// Appends a line, which scrolls all log rows up.
    LINE("a line has come, the log moves up"),
    /// Redraws the whole terminal.
    EVERYTHING("everything is drawn anew");

    private final String label;

    Change(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  @Param({"NOTHING", "SELECTION", "LINE", "EVERYTHING"})
  public String design;

  private final LineAssembler assembler = new LineAssembler();
  private final LineBatch batch = new LineBatch();
  private final Canvas canvas = new Canvas(false);
  private final CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
  private final RootView rootView = new RootView(canvas);
  private byte[][] texts = {};
  private Change change = Change.NOTHING;
  private Engine engine;
  private Model model;
  private Process reader;
  private OutputStream terminal;
  private int count;

  @Setup(Level.Trial)
  public void open() throws IOException {
    change = Change.valueOf(design);
    engine = new Engine(EngineSettings.inMemory());
    for (int i = 0; i < PROCESSES; i++) {
      engine.processes().register(process("service-" + i));
    }
    LogReader logReader = LogReader.of(engine.logs(), engine.filters());
    model = new Model("shop", ZoneOffset.UTC, logReader, 1000);
    model.processes(engine.processes().snapshot());
    model.now(NOW);
    texts = new byte[LINES][];
    for (int i = 0; i < LINES; i++) {
      texts[i] = (LogStoreAdapter.searchLine(i) + "\n").getBytes(StandardCharsets.UTF_8);
      print();
    }
    diff.palette(Theme.HONEY.palette(ColourDepth.TRUE_COLOUR, TerminalColours.of(Map.of())));
    canvas.resize(COLUMNS, ROWS);
    rootView.paint(model);
    reader = new ProcessBuilder("cat").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    terminal = reader.getOutputStream();
  }

  private static ProcessSpec process(String name) {
    return new ProcessSpec(
        name, "", List.of("true"), Path.of("/"), Map.of(), true, Duration.ofSeconds(1));
  }

  private void print() {
    byte[] text = texts[count % LINES];
    assembler.feed(text, 0, text.length, batch);
    engine.logs().append(1 + count++ % PROCESSES, LogSource.PTY, batch);
  }

  @Benchmark
  public int paint() throws IOException {
    switch (change) {
      case NOTHING -> {}
      case SELECTION -> model.processes().cursor().select(count++ % PROCESSES);
      case LINE -> print();
      case EVERYTHING -> diff.invalidate();
    }
    if (change == Change.LINE) {
      rootView.paintLines(model);
    } else {
      rootView.paint(model);
    }
    int bytes = diff.encode(canvas);
    terminal.write(diff.bytes(), 0, bytes);
    terminal.flush();
    return bytes;
  }

  @TearDown(Level.Trial)
  public void close() throws IOException, InterruptedException {
    terminal.close();
    reader.waitFor();
    engine.close();
  }
}
