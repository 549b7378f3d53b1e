"""Facts and the IR: what pages state, and the model of a service built from them."""
