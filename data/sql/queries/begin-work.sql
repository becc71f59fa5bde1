select kontor.begin_work()
