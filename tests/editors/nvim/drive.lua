-- Drives Neovim through the steps of a scenario, as a person would, and writes down what it showed.
--
-- Started by tests/editors/conftest.py. The scenario is a JSON file named by $SCENARIO:
--   {"server": [argv…], "root": "/…", "steps": [{"do": "open", …}, …], "result": "/…/result.json"}
-- Runs as a coroutine that gives the main loop back after each key, so that keys go through the real insert mode
-- and messages of the server arrive between them.

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

-- vim.json is there since 0.6; luanil keeps null from becoming a userdata that prints as text.
local scenario = vim.json.decode(read(os.getenv('SCENARIO')), { luanil = { object = true, array = true } })
local current = vim.lsp.config ~= nil
local seen = {}
local step_now = 'before the first step'

local function finish(problem)
  local file = assert(io.open(scenario.result, 'wb'))
  file:write(vim.json.encode({
    editor = vim.fn.execute('version'):match('NVIM [^\n]*'),
    problem = problem,
    seen = seen,
  }))
  file:close()
  vim.cmd(problem and 'cquit!' or 'qall!')
end

local me
local function pause(milliseconds)
  vim.defer_fn(function()
    local ok, problem = coroutine.resume(me)
    if not ok then
      finish(step_now .. ': ' .. tostring(problem))
    end
  end, milliseconds)
  coroutine.yield()
end

local function wait_until(condition, seconds)
  local deadline = vim.loop.now() + seconds * 1000
  while not condition() do
    if vim.loop.now() > deadline then
      return false
    end
    pause(25)
  end
  return true
end

-- Sorted by place, with the byte columns that Neovim computed from the server's positions.
local function diagnostics()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    table.insert(found, {
      line = diagnostic.lnum,
      column = diagnostic.col,
      end_line = diagnostic.end_lnum,
      end_column = diagnostic.end_col,
      severity = diagnostic.severity,
      code = diagnostic.code or lsp.code,
      source = diagnostic.source,
      message = diagnostic.message,
    })
  end
  table.sort(found, function(a, b)
    if a.line ~= b.line then return a.line < b.line end
    if a.column ~= b.column then return a.column < b.column end
    return tostring(a.code) < tostring(b.code)
  end)
  return found
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(diagnostics()) do
    table.insert(found, diagnostic.code)
  end
  return found
end

local function clients()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)()
end

local function attach()
  if current then
    -- What README.md tells users of Neovim 0.11 and later to write.
    vim.lsp.config('answerable', {
      cmd = scenario.server,
      filetypes = { 'python' },
      root_markers = { 'answerable.toml', '.git' },
    })
    vim.lsp.enable('answerable')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'python',
    callback = function()
      local client = vim.lsp.start_client({ name = 'answerable', cmd = scenario.server, root_dir = scenario.root })
      vim.lsp.buf_attach_client(0, client)
    end,
  })
end

-- One at a time, as the main loop reads them from a keyboard. A command of several keys is one item: while Neovim
-- waits for the rest of it, nothing scheduled runs, so this coroutine could not go on to press the next.
local function press(keys)
  for _, key in ipairs(keys) do
    vim.api.nvim_input(key)
    pause(10)
  end
end

local function letters(text)
  local keys = {}
  for position = 0, vim.fn.strchars(text) - 1 do
    local letter = vim.fn.strcharpart(text, position, 1)
    table.insert(keys, letter == '<' and '<lt>' or letter)
  end
  return keys
end

local function go_to(line)
  press({ (line + 1) .. 'G0' })
end

local steps = {}

function steps.open(step)
  vim.cmd('edit ' .. vim.fn.fnameescape(step.path))
  assert(wait_until(function() return #clients() == 1 and clients()[1].initialized end, 60), 'no server attached')
end

function steps.type_line_after(step)
  go_to(step.line)
  press({ 'o' })
  press(letters(step.text))
  press({ '<Esc>' })
end

function steps.delete_line(step)
  go_to(step.line)
  press({ 'dd' })
end

-- As a terminal pastes: all at once, through the hook that plugins may override.
function steps.paste_after(step)
  go_to(step.line)
  press({ 'o<Esc>' })
  assert(vim.api.nvim_paste(step.text, true, -1), 'the paste was refused')
  pause(10)
end

function steps.undo()
  -- Back to the text as it was read, however many changes that are for Neovim.
  press({ ':undo 0<CR>' })
end

function steps.await(step)
  local wanted = vim.deepcopy(step.codes)
  table.sort(wanted)
  local there = wait_until(function()
    local found = codes()
    table.sort(found)
    return vim.deep_equal(found, wanted)
  end, step.seconds)
  table.insert(seen, {
    step = step.name,
    lines = vim.api.nvim_buf_get_lines(0, 0, -1, false),
    diagnostics = diagnostics(),
  })
  assert(there, 'after ' .. step.seconds .. ' s not ' .. vim.inspect(wanted) .. ' but ' .. vim.inspect(diagnostics()))
end

function steps.close()
  local buffer = vim.api.nvim_get_current_buf()
  vim.cmd('bwipeout!')
  assert(not vim.api.nvim_buf_is_valid(buffer), 'the buffer is still there')
end

me = coroutine.create(function()
  vim.cmd('set hidden noswapfile noautoindent')
  vim.cmd('filetype on')
  -- The lines are typed with their own indentation; Neovim adding some would make another text.
  vim.cmd('filetype indent off')
  attach()
  for number, step in ipairs(scenario.steps) do
    step_now = 'step ' .. number .. ' (' .. step['do'] .. ')'
    steps[step['do']](step)
  end
  finish(nil)
end)

vim.defer_fn(function()
  local ok, problem = coroutine.resume(me)
  if not ok then
    finish(step_now .. ': ' .. tostring(problem))
  end
end, 0)
