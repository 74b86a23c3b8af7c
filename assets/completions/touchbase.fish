complete --keep-order --exclusive --command touchbase --arguments "(COMPLETE=fish touchbase -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
