select kontor.dispatch()
