package dev.brummer.tui.key;

/// What a key, a click or a palette entry asks for, by subject. Data only: who carries it out knows
/// how.
public sealed interface Action {
  /// The frame and what lies over it.
  enum Frame implements Action {
    NEXT_PANE,
    PREVIOUS_PANE,
    ZOOM,
    HELP,
    PALETTE,
    BACK,
    QUIT,
    INTERRUPT,
    KILL_ALL,
    REDRAW,
    SUSPEND,
    MOUSE,
    PLAIN,
    CLOSE,
    ACCEPT,
    COMPLETE
  }

  /// The selected process, or all.
  enum Processes implements Action {
    OPEN,
    START,
    STOP,
    KILL,
    RESTART,
    RESTART_ALL,
    STOP_ALL,
    TOGGLE,
    INTERACT,
    RETYPE,
    NEW,
    FIND,
    MUTE,
    SOLO,
    WATCH,
    OPEN_URL
  }

  /// The log.
  enum Logs implements Action {
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
    COPY,
    COPY_ERROR,
    SAVE,
    CLEAR,
    ALL
  }

  /// The selected error.
  enum Errors implements Action {
    TO_LOG,
    EDIT,
    COPY,
    COPY_MARKDOWN,
    ACKNOWLEDGE,
    ACKNOWLEDGE_ALL
  }

  /// The selected URL.
  enum Urls implements Action {
    OPEN,
    OPEN_DIRECT,
    PROXY,
    CODE,
    COPY
  }

  /// The selected request, or all.
  enum Requests implements Action {
    TO_LOG,
    FILTER,
    REPEAT,
    COPY,
    COPY_CURL,
    SAVE
  }

  /// The selected page, or the event of it.
  enum Pages implements Action {
    OPEN,
    TO_REQUEST,
    TO_LOG,
    COPY
  }

  /// The selected call of an agent.
  enum Agents implements Action {
    TO_LOG,
    COPY
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

  /// Scrolls the details below a list.
  enum Detail implements Action {
    DOWN,
    UP
  }

  /// Shows the view with that number, from 1.
  record Show(int view) implements Action {}

  /// A command of the palette for those who know it by heart: `/restart web`.
  record Slash(String line) implements Action {}
}
