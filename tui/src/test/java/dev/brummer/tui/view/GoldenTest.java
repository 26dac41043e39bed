package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.SearchState;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden screens of every view, dialog and emptyTab state.
final class GoldenTest {
  static final int[][] SIZES = {{200, 50}, {120, 36}, {80, 24}, {40, 12}};

  /// A model to paint; the name selects the golden files.
  enum Scene {
    PROCESSES {
      @Override
      Model model() {
        return ShopFixture.busy();
      }
    },
    PROCESSES_DOWN {
      @Override
      Model model() {
        return ShopFixture.down();
      }
    },
    PROCESSES_GROUPED {
      @Override
      Model model() {
        return ShopFixture.workspace();
      }
    },
    PROCESSES_FILTERED {
      @Override
      Model model() {
        Model model = ShopFixture.workspace();
        model.overlay(
            new Overlay.Prompt(Overlay.Prompt.Purpose.FILTER_PROCESSES, new TextInput("dev")));
        model.processes().filter("dev");
        return model;
      }
    },
    LOGS_MERGED {
      @Override
      Model model() {
        return at(Tab.LOGS);
      }
    },
    TOUR {
      @Override
      Model model() {
        Model model = ShopFixture.busy();
        model.tour().begin();
        model.tab(Tab.ERRORS);
        return model;
      }
    },
    FIRST_STEPS {
      @Override
      Model model() {
        Model model = ShopFixture.idle();
        model.firstSteps().begin();
        return model;
      }
    },
    FIRST_STEPS_STARTED {
      @Override
      Model model() {
        Model model = ShopFixture.busy();
        model.firstSteps().begin();
        return model;
      }
    },
    LOGS_SINGLE {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.log().showOnly(ShopFixture.TESTS);
        return model;
      }
    },
    LOGS_WRAPPED {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.log().toggleWrap();
        return model;
      }
    },
    LOGS_SEARCH {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        SearchState search = new SearchState("error", 1);
        search.add(new long[] {6, 9}, true);
        model.search(search);
        model.log().viewportPainted(0, 10, 20);
        model.log().goTo(9);
        return model;
      }
    },
    LOGS_NO_MATCH {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.log().filter("nowhere");
        return model;
      }
    },
    LOGS_ERRORS_ONLY {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        while (model.log().scope().minimum() != LogLevel.ERROR) {
          model.log().nextLevel();
        }
        return model;
      }
    },
    ERRORS {
      @Override
      Model model() {
        return at(Tab.ERRORS);
      }
    },
    URLS {
      @Override
      Model model() {
        return at(Tab.URLS);
      }
    },
    REQUESTS {
      @Override
      Model model() {
        return at(Tab.REQUESTS);
      }
    },
    PAGES {
      @Override
      Model model() {
        return at(Tab.PAGES);
      }
    },
    PAGES_EVENTS {
      @Override
      Model model() {
        Model model = at(Tab.PAGES);
        model.pages().open(model.pages().rows().getFirst());
        model.cursor(Tab.PAGES).select(1);
        return model;
      }
    },
    PAGES_UNFOLDED {
      @Override
      Model model() {
        Model model = at(Tab.PAGES);
        model.pages().open(model.pages().rows().getFirst());
        model.pages().toggleFold();
        model.cursor(Tab.PAGES).select(5);
        return model;
      }
    },
    HELP_PAGES {
      @Override
      Model model() {
        Model model = at(Tab.PAGES);
        model.openHelp();
        return model;
      }
    },
    REQUESTS_FILTERED {
      @Override
      Model model() {
        Model model = at(Tab.REQUESTS);
        model.requests().filter(">=300 !@web", model::name);
        return model;
      }
    },
    AGENTS {
      @Override
      Model model() {
        return at(Tab.AGENTS);
      }
    },
    AGENTS_READ_ONLY {
      @Override
      Model model() {
        Model model = at(Tab.AGENTS);
        model.agents().access().readOnly(true);
        model.cursor(Tab.AGENTS).select(1);
        return model;
      }
    },
    SYSTEM {
      @Override
      Model model() {
        return at(Tab.SYSTEM);
      }
    },
    HELP {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.overlay(new Overlay.Help(new TextInput(""), new ListCursor()));
        return model;
      }
    },
    PALETTE {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.overlay(new Overlay.Palette(new TextInput("rest"), new ListCursor()));
        return model;
      }
    },
    CODE {
      @Override
      Model model() {
        Model model = at(Tab.URLS);
        model.overlay(new Overlay.QrCode("http://192.168.1.20:5173/"));
        return model;
      }
    },
    PROMPT {
      @Override
      Model model() {
        Model model = at(Tab.LOGS);
        model.overlay(
            new Overlay.Prompt(Overlay.Prompt.Purpose.SEARCH_LOG, new TextInput("timeout")));
        return model;
      }
    },
    ORPHANS {
      @Override
      Model model() {
        Model model = ShopFixture.busy();
        List<String> orphans = new ArrayList<>();
        for (int pid = 4711; pid < 4723; pid++) {
          orphans.add("node (pid " + pid + ") of web");
        }
        model.apply(new Event.OrphansFound(orphans, ShopFixture.NOW));
        return model;
      }
    },
    CONFIG_CHANGE {
      @Override
      Model model() {
        Model model = ShopFixture.busy();
        model.apply(
            new Event.ConfigChanged(
                List.of("web", "api"),
                List.of("lint"),
                List.of("worker-0", "worker-1"),
                List.of("old"),
                "",
                ShopFixture.NOW));
        return model;
      }
    },
    QUITTING {
      @Override
      Model model() {
        Model model = ShopFixture.busy();
        List<ProcessInfo> stopping = new ArrayList<>();
        for (ProcessRow row : model.processes()) {
          stopping.add(row.state().alive() ? stopping(row.info()) : row.info());
        }
        model.processes(stopping);
        model.overlay(new Overlay.Quitting(false, ShopFixture.NOW));
        return model;
      }
    },
    IDLE {
      @Override
      Model model() {
        return ShopFixture.idle();
      }
    },
    IDLE_WORKSPACE {
      @Override
      Model model() {
        return ShopFixture.idleWorkspace();
      }
    },
    NOTHING {
      @Override
      Model model() {
        return ShopFixture.nothing();
      }
    },
    EMPTY_LOGS(Tab.LOGS),
    EMPTY_ERRORS(Tab.ERRORS),
    EMPTY_URLS(Tab.URLS),
    EMPTY_REQUESTS(Tab.REQUESTS),
    EMPTY_PAGES(Tab.PAGES),
    EMPTY_AGENTS(Tab.AGENTS);

    private final Tab emptyTab;

    Scene() {
      this(Tab.LOGS);
    }

    Scene(Tab emptyTab) {
      this.emptyTab = emptyTab;
    }

    Model model() {
      Model model = ShopFixture.idle();
      model.tab(emptyTab);
      return model;
    }

    private static Model at(Tab tab) {
      Model model = ShopFixture.busy();
      model.tab(tab);
      return model;
    }

    private static ProcessInfo stopping(ProcessInfo info) {
      return new ProcessInfo(
          info.id(),
          info.spec(),
          new ProcessState.Stopping("SIGTERM", ShopFixture.NOW + 7_000),
          info.runNumber(),
          info.pid(),
          info.sinceMillis(),
          info.startedMillis(),
          info.resources());
    }
  }

  record Shot(Scene scene, int columns, int rows) {
    @Override
    public String toString() {
      return scene.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
          + "-"
          + columns
          + "x"
          + rows;
    }
  }

  static Stream<Shot> shots() {
    return Stream.of(Scene.values())
        .flatMap(scene -> Stream.of(SIZES).map(size -> new Shot(scene, size[0], size[1])));
  }

  @ParameterizedTest
  @MethodSource("shots")
  void screen_asAccepted(Shot shot) throws IOException {
    Golden.compare(
        shot.toString(), Golden.paint(shot.scene().model(), shot.columns(), shot.rows()));
  }
}
