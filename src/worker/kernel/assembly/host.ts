// Functions of the language that the host runs in, for arguments that the vector functions do not take: they hold for
// all doubles, and give what the plain evaluator gives.

@external("host", "sin")
export declare function sin(x: f64): f64
@external("host", "cos")
export declare function cos(x: f64): f64
@external("host", "tan")
export declare function tan(x: f64): f64
@external("host", "sinh")
export declare function sinh(x: f64): f64
@external("host", "cosh")
export declare function cosh(x: f64): f64
@external("host", "cbrt")
export declare function cbrt(x: f64): f64
@external("host", "pow")
export declare function pow(x: f64, y: f64): f64
