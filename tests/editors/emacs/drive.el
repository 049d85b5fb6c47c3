;;; drive.el --- Carries out a scenario in Emacs with eglot and writes down what it showed  -*- lexical-binding: t -*-

;; Started by tests/editors/conftest.py in batch.  See tests/editors/nvim/drive.lua for the form of a scenario, which is
;; in the JSON file named by $SCENARIO.  Keys go through the command loop, so that hooks run as for a person.

(require 'json)
(require 'project)
(require 'python)
(require 'flymake)
(require 'eglot)

(defvar drive-scenario
  (with-temp-buffer
    (insert-file-contents (getenv "SCENARIO"))
    (json-parse-buffer :object-type 'plist :array-type 'list :null-object nil :false-object nil)))
(defvar drive-seen nil)

(setq inhibit-message nil
      make-backup-files nil
      create-lockfiles nil
      auto-save-default nil
      vc-handled-backends nil
      ;; The lines are typed with their own indentation.
      electric-indent-mode nil
      eglot-sync-connect 60
      eglot-autoshutdown t
      python-indent-guess-indent-offset nil)

(defun drive-finish (problem)
  "Write what was seen, with PROBLEM when a step failed, and end."
  (let ((coding-system-for-write 'utf-8-unix)
        (result (plist-get drive-scenario :result)))
    (with-temp-file result
      (insert (json-serialize
               (list :editor (format "Emacs %s" emacs-version)
                     :problem (or problem :null)
                     :seen (vconcat (reverse drive-seen)))))))
  (kill-emacs (if problem 1 0)))

(defun drive-wait (condition seconds)
  "Let messages in until CONDITION holds; nil when it does not within SECONDS."
  (let ((deadline (+ (float-time) seconds)) (holds nil))
    (while (and (not (setq holds (funcall condition))) (< (float-time) deadline))
      (accept-process-output nil 0.05))
    holds))

(defun drive-code (diagnostic)
  "The code that the server gave DIAGNOSTIC, from the data eglot keeps with it."
  (let ((lsp (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic))))
    (or (plist-get lsp :code) :null)))

(defun drive-diagnostics ()
  "What flymake holds for this buffer: lines from 0, columns in characters from 0."
  ;; Eglot reports through flymake; asking flymake to start hands over what the server has sent so far.
  (flymake-start)
  (vconcat
   (mapcar
    (lambda (diagnostic)
      (save-excursion
        (goto-char (flymake-diagnostic-beg diagnostic))
        (let ((lsp (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic))))
          (list :line (1- (line-number-at-pos))
                :column (- (point) (line-beginning-position))
                :code (drive-code diagnostic)
                :message (or (plist-get lsp :message) :null)
                :source (or (plist-get lsp :source) :null)))))
    (sort (flymake-diagnostics)
          (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))))

(defun drive-codes ()
  "The codes of what flymake holds, sorted."
  (sort (mapcar (lambda (shown) (format "%s" (plist-get shown :code))) (append (drive-diagnostics) nil)) #'string<))

(defun drive-press (&rest commands)
  "Have the command loop read COMMANDS, vectors of keys, one by one."
  (dolist (keys commands)
    (execute-kbd-macro keys)
    ;; In batch Emacs is never idle, so the idle timer that sends a change to the server does not fire.
    (when eglot--managed-mode (eglot--signal-textDocument/didChange))
    (accept-process-output nil 0.005)))

(defun drive-go-to (line)
  "Go to the start of LINE, counted from 0."
  (goto-char (point-min))
  (forward-line line))

(defun drive-open (step)
  "Visit the file of STEP and connect, as `M-x eglot' does."
  (switch-to-buffer (find-file-noselect (plist-get step :path)))
  (unless (eglot-managed-p)
    (call-interactively #'eglot))
  (unless (drive-wait #'eglot-managed-p 60)
    (error "No server attached")))

(defun drive-type-line-after (step)
  "Open a line under that of STEP and type its text there."
  (drive-go-to (plist-get step :line))
  (end-of-line)
  (drive-press (vector ?\C-q ?\C-j))
  (apply #'drive-press (mapcar #'vector (plist-get step :text))))

(defun drive-delete-line (step)
  "Delete the line of STEP with the keyboard."
  (drive-go-to (plist-get step :line))
  (drive-press (vector ?\C-k) (vector ?\C-k)))

(defun drive-paste-after (step)
  "Open a line under that of STEP and yank its text there, as from another program."
  (drive-go-to (plist-get step :line))
  (end-of-line)
  (undo-boundary)
  (kill-new (plist-get step :text))
  (drive-press (vector ?\C-q ?\C-j) (vector ?\C-y)))

(defun drive-undo (_step)
  "Take back all changes, however many that are for Emacs."
  ;; The command `undo' needs to see that the command before was one too, which keyboard macros do not tell it.
  (undo-boundary)
  (undo-start)
  (while (buffer-modified-p)
    (undo-more 1))
  (eglot--signal-textDocument/didChange))

(defun drive-await (step)
  "Wait until the codes are those of STEP, and note what is there."
  (let* ((wanted (sort (copy-sequence (plist-get step :codes)) #'string<))
         (there (drive-wait (lambda () (equal (drive-codes) wanted)) (plist-get step :seconds))))
    (push (list :step (plist-get step :name)
                :lines (vconcat (split-string (buffer-substring-no-properties (point-min) (point-max)) "\n"))
                :diagnostics (drive-diagnostics))
          drive-seen)
    (unless there
      (error "Not %S after %s s but %S" wanted (plist-get step :seconds) (drive-diagnostics)))))

(defun drive-close (_step)
  "Kill the buffer without saving it."
  (set-buffer-modified-p nil)
  (kill-buffer))

(let ((step nil))
  (condition-case problem
      (progn
        (setq eglot-server-programs (list (cons 'python-mode (plist-get drive-scenario :server))))
        (dolist (next (plist-get drive-scenario :steps))
          (setq step next)
          (funcall (intern (concat "drive-" (replace-regexp-in-string "_" "-" (plist-get step :do)))) step))
        (drive-finish nil))
    (error (drive-finish (format "step %s: %s" (plist-get step :do) (error-message-string problem))))))
;;; drive.el ends here
