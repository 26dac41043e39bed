package dev.brummer.engine.script.direct;

/// The package manager must run a script, because its effect cannot be derived. The message is the
/// reason, a phrase such as `.npmrc sets foo`.
final class ManagerNeededException extends Exception {
  private static final long serialVersionUID = 1L;

  ManagerNeededException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
