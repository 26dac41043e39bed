#compdef brummer
# zsh completion for brummer: source <(brummer completion zsh)

_brummer_program() {
  if whence -p brummer >/dev/null; then
    command brummer "$@"
  else
    @LAUNCHER@ "$@"
  fi
}

_brummer() {
  local -a reply
  local action
  reply=("${(@f)$(_brummer_program __complete zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  action=$reply[1]
  shift reply
  case $action in
    words) _describe -V argument reply ;;
    nospace) _describe -V argument reply -S '' ;;
    files | directories)
      [[ $PREFIX == --*=* ]] && compset -P '*='
      if [[ $action == files ]]; then _files; else _files -/; fi
      ;;
    command)
      # The words after -- are a command line of their own.
      local separator=${words[(i)--]}
      words=("${(@)words[separator+1,-1]}")
      ((CURRENT -= separator))
      _normal
      ;;
  esac
}

if [[ ${funcstack[1]-} == _brummer ]]; then
  _brummer "$@"
else
  compdef _brummer brummer
fi
