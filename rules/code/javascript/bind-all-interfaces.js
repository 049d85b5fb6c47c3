// ruleid: javascript.bind-all-interfaces
app.listen(3000, "0.0.0.0");
// ruleid: javascript.bind-all-interfaces
server.listen({ port: 3000, host: "0.0.0.0" });
// ruleid: javascript.bind-all-interfaces
server.listen(3000, "::", () => {});
// ok: javascript.bind-all-interfaces
app.listen(3000, "127.0.0.1");
// ok: javascript.bind-all-interfaces
app.listen(3000);
// ok: javascript.bind-all-interfaces
server.listen({ port: 3000, host: "localhost" });
