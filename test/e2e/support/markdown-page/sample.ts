const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAIAAABwJOjsAAAFwklEQVR42g3NIevyQADA4ffj/IPBYDAsGAwGw4JBhuHCGIYLMgwXZBgujGG4IGPhggzDBRmGCzIMF8b4hX2o1+cLPP/+EmYJ84RFwjIhSlglrBM2CduEOGGXsE84JIiENOGYIBNOCecElXBJuCbohDLhlmAS7glNgk14JDwTXMIr4Z3gEz4J34SQMCT8+xPMBHPBQrAURIKVYC3YCLaCWLAT7AUHgRCkgqNACk6Cs0AJLoKrQAtKwU1gBHdBI7CCh+ApcIKX4C3wgo/gKwiCQfzijFnGPGORscyIMlYZ64xNxjYjzthl7DMOGSIjzThmyIxTxjlDZVwyrhk6o8y4ZZiMe0aTYTMeGc8Ml/HKeGf4jE/GNyNkDNkvlswkc8lCspREkpVkLdlItpJYspPsJQeJkKSSo0RKTpKzREkukqtES0rJTWIkd0kjsZKH5ClxkpfkLfGSj+QrCZJB/uKcWc48Z5GzzIlyVjnrnE3ONifO2eXscw45IifNOebInFPOOUflXHKuOTqnzLnlmJx7TpNjcx45zxyX88p55/icT843J+QM+S9WzBRzxUKxVESKlWKt2Ci2ilixU+wVB4VQpIqjQipOirNCKS6Kq0IrSsVNYRR3RaOwiofiqXCKl+Kt8IqP4qsIikH94oJZwbxgUbAsiApWBeuCTcG2IC7YFewLDgWiIC04FsiCU8G5QBVcCq4FuqAsuBWYgntBU2ALHgXPAlfwKngX+IJPwbcgFAzFL9bMNHPNQrPURJqVZq3ZaLaaWLPT7DUHjdCkmqNGak6as0ZpLpqrRmtKzU1jNHdNo7Gah+apcZqX5q3xmo/mqwmaQf/iilnFvGJRsayIKlYV64pNxbYirthV7CsOFaIirThWyIpTxblCVVwqrhW6oqy4VZiKe0VTYSseFc8KV/GqeFf4ik/FtyJUDNUvNswMc8PCsDREhpVhbdgYtobYsDPsDQeDMKSGo0EaToazQRkuhqtBG0rDzWAMd0NjsIaH4WlwhpfhbfCGj+FrCIbB/OKaWc28ZlGzrIlqVjXrmk3Ntiau2dXsaw41oiatOdbImlPNuUbVXGquNbqmrLnVmJp7TVNjax41zxpX86p51/iaT823JtQM9S+2zCxzy8KytESWlWVt2Vi2ltiys+wtB4uwpJajRVpOlrNFWS6Wq0VbSsvNYix3S2OxloflaXGWl+Vt8ZaP5WsJlsH+4pZZy7xl0bJsiVpWLeuWTcu2JW7ZtexbDi2iJW05tsiWU8u5RbVcWq4tuqVsubWYlntL02JbHi3PFtfyanm3+JZPy7cltAztL3bMHHPHwrF0RI6VY+3YOLaO2LFz7B0Hh3CkjqNDOk6Os0M5Lo6rQztKx81hHHdH47COh+PpcI6X4+3wjo/j6wiOwf3ijlnHvGPRseyIOlYd645Nx7Yj7th17DsOHaIj7Th2yI5Tx7lDdVw6rh26o+y4dZiOe0fTYTseHc8O1/HqeHf4jk/HtyN0DN0v9sw8c8/Cs/REnpVn7dl4tp7Ys/PsPQeP8KSeo0d6Tp6zR3kunqtHe0rPzWM8d0/jsZ6H5+lxnpfn7fGej+frCZ7B/+KeWc+8Z9Gz7Il6Vj3rnk3Ptifu2fXsew49oiftOfbInlPPuUf1XHquPbqn7Ln1mJ57T9Njex49zx7X8+p59/ieT8+3J/QM/S8OzALzwCKwDESBVWAd2AS2gTiwC+wDh4AIpIFjQAZOgXNABS6Ba0AHysAtYAL3QBOwgUfgGXCBV+Ad8IFP4BsIgSH84pHZyHxkMbIciUZWI+uRzch2JB7ZjexHDiNiJB05jsiR08h5RI1cRq4jeqQcuY2YkftIM2JHHiPPETfyGnmP+JHPyHckjAzjL56YTcwnFhPLiWhiNbGe2ExsJ+KJ3cR+4jAhJtKJ44ScOE2cJ9TEZeI6oSfKiduEmbhPNBN24jHxnHATr4n3hJ/4THwnwsQw8R+hqq1sI35nLgAAAABJRU5ErkJggg==';

/** One message with everything the renderer knows. */
export const SAMPLE = `# Duty point of P-204

A centrifugal pump follows a **parabola** in the flow, so a *straight line* through $Q^2$ is enough:

$$
H(Q) = H_0 - k\\,Q^2, \\qquad k = -\\frac{\\operatorname{cov}(Q^2, H)}{\\operatorname{var}(Q^2)} = 0.00922
$$

With $H_0 = 58.3$ m the curve misses no point by more than 0.3 m (\\(R^2 = 0.9998\\)). **At 42 m³/h the pump gives 42.0 m.** It costs $5 and $6, not ~~$7~~.[^1]

| Q m³/h | H measured, m | H fitted, m | Gap m |
|--------|---------------|-------------|-------|
| 0 | 58.4 | 58.3 | −0.1 |
| 20 | 54.3 | 54.6 | +0.3 |
| 40 | 43.7 | 43.5 | −0.2 |
| 60 | 25.0 | 25.1 | +0.1 |

\`\`\`python
import numpy as np

q = np.array([0, 20, 40, 60])            # m³/h
h = np.array([58.4, 54.3, 43.7, 25.0])  # m
slope, h0 = np.polyfit(q ** 2, h, 1)
print(f"H(42) = {h0 + slope * 42 ** 2:.1f} m")   # H(42) = 42.0 m
\`\`\`

## What is left

- Read the sheet at \`20 °C\`
  - no correction for density
  - see the [data sheet](https://pumps.example.org/p-204?lang=en) or [the note][note]
- Write to <quotes@pumps.example.org>, or look at https://example.org/curves

1. Measure again
2. Compare

- [x] Fit the curve
- [ ] Ask for the suction margin

> The sheet was read at 20 °C.
>
> > So was the one before.

### Pictures

![Test bench](https://cdn.example.net/bench.png) ![Inside](${PICTURE}) ![Drawing](data:image/svg+xml;base64,PHN2Zy8+)

#### For the record

Hebrew: שלום עולם, and a hidden \u202eoverride\u202c. <b>No</b> HTML, entities &eacute; &amp; &#x2192;, a [dead link](file:///etc/passwd).

<div onclick="alert(1)">raw</div>

---

\`\`\`diff
- head = 58.4
+ head = 58.3
\`\`\`

    indented code

[note]: https://example.org/note "The note"

[^1]: Prices of \`2026\`, without tax.
`;
