local head = redis.pcall('GETRANGE', KEYS[1], 0, 11)
if type(head) ~= 'string' then head = '' end
