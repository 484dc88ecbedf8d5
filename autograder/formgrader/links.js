// In a tab of its own formgrader links to the root of the host, and framed it asks the JupyterLab
// around it, which on a Hub is another server with other files. Links lead to our own server.
(function () {
    "use strict";
    var ask = linkTo;
    linkTo = function (type, path) {
        var root = base_url.replace(/\/formgrader$/, "");
        var ours = window === window.top || window.parent.location.pathname.indexOf(root + "/") === 0;
        if (window !== window.top && ours) {
            return ask(type, path);
        }
        var place = {notebook: "/notebooks/", file: "/edit/", directory: "/tree/"}[type];
        var url = root + place + path.replace(/^(\.\/)+/, "").split("/").map(encodeURIComponent).join("/");
        return function (_, element) {
            return $(element).attr({href: url, target: "_blank", rel: "noopener"})[0];
        };
    };
})();
