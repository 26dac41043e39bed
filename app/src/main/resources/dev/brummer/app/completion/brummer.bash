# bash completion for brummer: source <(brummer completion bash)

_brummer_program() {
  if type -P brummer >/dev/null; then
    command brummer "$@"
  else
    @LAUNCHER@ "$@"
  fi
}

# The words after -- are a command line of their own.
_brummer_command() {
  local first=1
  while [[ $first -lt $COMP_CWORD && ${COMP_WORDS[first]} != -- ]]; do
    first=$((first + 1))
  done
  first=$((first + 1))
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$first"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$first"
  elif [[ $first -eq $COMP_CWORD && ${COMP_WORDS[COMP_CWORD]} != */* ]]; then
    mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
  else
    compopt -o default
  fi
}

_brummer() {
  local reply=()
  COMPREPLY=()
  mapfile -t reply < <(
    _brummer_program __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null
  )
  case ${reply[0]-} in
    words | nospace)
      COMPREPLY=("${reply[@]:1}")
      [[ ${reply[0]} == words ]] || compopt -o nospace
      ;;
    files) compopt -o default ;;
    directories) compopt -o dirnames -o filenames ;;
    command) _brummer_command ;;
  esac
}

complete -o nosort -F _brummer brummer 2>/dev/null || complete -F _brummer brummer
