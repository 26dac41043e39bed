package dev.brummer.tui;

/// Work at the start of the UI. Called once by the thread `tui`.
public interface StartSequence {
  /// Starts the processes: the size of their terminals is known. The first frame is painted while
  /// they start.
  void beforeFirstFrame();

  /// Does what would delay the first frame and the first line.
  void afterFirstFrame();

  /// A sequence that starts nothing before the first frame.
  static StartSequence after(Runnable firstFrame) {
    return new StartSequence() {
      @Override
      public void beforeFirstFrame() {}

      @Override
      public void afterFirstFrame() {
        firstFrame.run();
      }
    };
  }
}
