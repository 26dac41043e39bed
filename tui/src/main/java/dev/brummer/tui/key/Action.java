package dev.brummer.tui.key;

/// What a key, a click or a palette entry asks for. Data only: who carries it out knows how.
public sealed interface Action {
  /// Actions that need no more words; those on a process mean the selected one.
  enum Simple implements Action {
    START,
    STOP,
    KILL,
    RESTART,
    RESTART_ALL,
    STOP_ALL,
    OPEN,
    OPEN_URL,
    OPEN_DIRECT,
    NEXT_PANE,
    PREVIOUS_PANE,
    ZOOM,
    HELP,
    PALETTE,
    BACK,
    QUIT,
    INTERRUPT,
    REDRAW,
    SUSPEND,
    FOLLOW,
    PAUSE,
    WRAP,
    RAW,
    FOLD,
    TIMES,
    LEVEL,
    SEARCH,
    FILTER,
    NEXT_MATCH,
    PREVIOUS_MATCH,
    NEXT_ERROR,
    PREVIOUS_ERROR,
    SELECT,
    BOOKMARK,
    NEXT_BOOKMARK,
    SAVE,
    FIND,
    NEW,
    INTERACT,
    MOUSE,
    COPY,
    COPY_ERROR,
    COPY_CURL,
    REPEAT,
    TO_REQUEST,
    TO_LOG,
    PROXY,
    TOGGLE,
    MUTE,
    SOLO,
    CLEAR,
    ALL_LOGS,
    CLOSE,
    ACCEPT,
    COMPLETE
  }

  /// Where a cursor goes.
  enum Move implements Action {
    UP,
    DOWN,
    HALF_UP,
    HALF_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST
  }

  /// Shows the view with that number, from 1.
  record Show(int view) implements Action {}

  /// A command of the palette for those who know it by heart: `/restart web`.
  record Slash(String line) implements Action {}
}
