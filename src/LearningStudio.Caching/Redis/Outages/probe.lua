return redis.call('EXISTS', KEYS[1]) + redis.call('EXISTS', KEYS[2])
