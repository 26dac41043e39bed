# fish completion for brummer: brummer completion fish > ~/.config/fish/completions/brummer.fish

function __brummer_program
    if command -sq brummer
        command brummer $argv
    else
        @LAUNCHER@ $argv
    end
end

# Files for the current word, of an option with = for its value.
function __brummer_files
    set -l current (commandline -ct)
    set -l option (string match -r -- '^--[^=]*=' $current; or echo)
    set -l value (string replace -r -- '^--[^=]*=' '' $current)
    set -l files (complete -C "brummer-has-no-such-command $value")
    if test "$argv[1]" = directories
        set files (string match -r -- '^[^\t]*/(?:\t.*)?$' $files)
    end
    test (count $files) -eq 0; and return
    printf '%s\n' $option$files
end

function __brummer_complete
    set -l reply (__brummer_program __complete fish (commandline -opc) (commandline -ct) 2>/dev/null </dev/null)
    switch "$reply[1]"
        case words nospace
            test (count $reply) -gt 1; and printf '%s\n' $reply[2..]
        case files directories
            __brummer_files $reply[1]
        case command
            # The words after -- are a command line of their own.
            complete -C (commandline -cp | string replace -r -- '^.*? -- +' '')
    end
end

complete -c brummer -e
complete -c brummer -k -f -a '(__brummer_complete)'
