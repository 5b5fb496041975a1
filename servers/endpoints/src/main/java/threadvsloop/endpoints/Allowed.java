package threadvsloop.endpoints;

import threadvsloop.http.Method;

/// The methods that an endpoint takes. `HEAD` goes wherever `GET` does.
enum Allowed {
    GET("GET, HEAD"),
    POST("POST");

    /// The value of the `Allow` header field.
    final String list;

    Allowed(String list) {
        this.list = list;
    }

    boolean allows(Method method) {
        return switch (this) {
            case GET -> method == Method.GET || method == Method.HEAD;
            case POST -> method == Method.POST;
        };
    }
}
