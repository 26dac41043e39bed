package dev.brummer.app.mcp.install;

/// Text that tells a coding agent how to use brummer from a shell: a section for `AGENTS.md`, or a
/// skill with its header.
public final class AgentInstructions {
  private static final String SECTION =
      """
      ## Development processes (brummer)

      The processes of this project run under `brummer`. Do not start dev servers or watchers yourself:
      a second one takes the port. Use these commands; each has `--json` and exits with 0 (met), 1 (not
      met), 2 (usage), 3 (brummer does not run here) or 124 (timed out).

      - `brummer ps`: what runs, ports, URLs, errors. `brummer list`: what can run.
      - `brummer start NAME`, `brummer restart NAME`, `brummer stop NAME`.
      - After every edit: `brummer check`. It waits for the rebuild and prints what is new: server and
        browser errors, failed tests, failed requests; otherwise "clean".
      - `brummer wait NAME --for ready`: also `healthy`, `exit`, `quiet`, `log:REGEX`, `no-new-errors`.
      - `brummer why NAME`: why a process is not up.
      - `brummer errors`, `brummer requests`, `brummer logs NAME`: what happened, newest first.
      - `brummer run -D` starts brummer in the background if it does not run.
      """;

  private static final String SKILL_HEADER =
      """
      ---
      name: brummer
      description: Start, watch and check the development processes of this project (dev servers, APIs,
        tests). Use it after every edit, and instead of starting a dev server yourself.
      ---

      """;

  private AgentInstructions() {}

  /// A section for `AGENTS.md` or `CLAUDE.md`.
  public static String section() {
    return SECTION;
  }

  /// A whole `SKILL.md`.
  public static String skill() {
    return SKILL_HEADER + SECTION.replaceFirst("## ", "# ");
  }
}
