const multer = require("multer");

// ruleid: javascript.upload-without-limits
const upload = multer({ dest: "uploads/" });

// ruleid: javascript.upload-without-limits
const memory = multer({ storage: multer.memoryStorage() });

app.post("/upload", (req, res) => {
  const file = req.files.file;
  // ruleid: javascript.upload-without-limits
  file.mv("./uploads/" + file.name, (error) => res.send(String(error)));
});

// ok: javascript.upload-without-limits
const images = multer({ dest: "uploads/", limits: { fileSize: 1 << 20 }, fileFilter: onlyImages });

// ok: javascript.upload-without-limits
const named = multer({ dest: "uploads/", fileFilter, limits });

app.post("/picture", (req, res) => {
  const file = req.files.file;
  // ok: javascript.upload-without-limits
  file.mv(`./uploads/${crypto.randomUUID()}.png`, (error) => res.send(String(error)));
});
