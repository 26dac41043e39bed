package dev.brummer.app.run;

import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.plain.PlainTail;
import dev.brummer.engine.Engine;
import dev.brummer.engine.file.StateDirectory;
import dev.brummer.tui.Guidance;
import dev.brummer.tui.TuiSettings;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalTraits;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// Connects the UI to its terminal and to the parts of a run.
final class TuiWiring {
  private static final int MAX_PROJECT_LABEL_WIDTH = 30;

  private TuiWiring() {}

  /// The terminal of this process. Nothing is written yet.
  static TerminalController terminal(RunSettings settings, Map<String, String> environment) {
    TerminalTraits traits = TerminalTraits.of(environment, settings.mouse());
    return TerminalController.ofProgram(settings.noColour() ? traits.withoutColours() : traits)
        .prepare();
  }

  /// The settings of the UI, without a proxy.
  ///
  /// @param openUrl opens a URL in the browser
  static TuiSettings settings(
      Engine engine,
      RunPlan plan,
      RunSettings settings,
      Map<String, String> environment,
      Consumer<String> openUrl) {
    Theme theme = settings.theme() == null ? plan.theme() : settings.theme();
    TuiSettings ui = TuiSettings.of(projectLabel(plan.project()), theme, openUrl);
    return ui.withGuidance(guidance(settings, environment))
        .withPlainOutput(screen ->
            new PlainTail(
                engine,
                settings.prefix(),
                ColourPolicy.isEnabled(settings.noColour(), environment),
                screen))
        .withDetach(plan.general().detachOnHangup());
  }

  /// The first steps are for a user who has not seen the UI before.
  private static Guidance guidance(RunSettings settings, Map<String, String> environment) {
    if (settings.guidance() != Guidance.FIRST_STEPS) {
      return settings.guidance();
    }
    boolean isNew = !settings.background() && NewUserMark.claim(StateDirectory.of(environment));
    return isNew ? Guidance.FIRST_STEPS : Guidance.NONE;
  }

  /// The project in the header: its name, or its path if it was found above the current directory.
  private static String projectLabel(Path project) {
    Path current = Path.of("").toAbsolutePath();
    boolean above = current.startsWith(project) && !current.equals(project);
    return above
        ? PathFormat.tail(PathFormat.abbreviateHome(project.toString()), MAX_PROJECT_LABEL_WIDTH)
        : String.valueOf(project.getFileName());
  }
}
