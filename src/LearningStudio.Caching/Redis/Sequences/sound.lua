local function sound(sequence, records)
  local value = redis.pcall('GET', sequence)
  if type(value) == 'table' and not string.find(value.err or '', 'WRONGTYPE') then
    value = redis.call('GET', sequence)
  end
  if type(value) ~= 'string' then return nil end
  local epoch, number = string.match(value, '^(%x+):(%d+)$')
  local last = epoch and redis.pcall('ZSCORE', records, '#' .. epoch)
  if type(last) ~= 'string' or tonumber(last) ~= tonumber(number) then return nil end
  return value, epoch, tonumber(number)
end
