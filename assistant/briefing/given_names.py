"""Common given names and the pronoun that goes with them."""

from __future__ import annotations

_MALE = """
Aaron Adam Ahmed Alan Albert Alexander Ali Anders Andrew Anthony Antony Anton Arthur Barack Ben Benjamin Bernard
Bill Bob Boris Brad Brandon Brent Brian Bruce Carl Carlos Charles Charlie Christian Christopher Chuck Colin
Colm Craig Daniel Dan Dave David Dennis Derek Dmitry Dominic Donald Doug Edward Elon Emil Eric Erik Ethan Evan Felix
Francisco Frank Fred Gareth Gary George Gerald Gerd Giorgio Giuseppe Gordon Graham Greg Gregory Hans Harold
Harry Henry Howard Hugo Ian Igor Ivan Ivo Jack Jacob Jake James Jamie Jason Jay Jeff Jeffrey Jens Jeremy Jerome Jerry
Jesus Jim Jimmy Joe Joel John Johnny Jon Jonathan Jose Joseph Josh Joshua Juan Justin Karl Keir Keith Ken Kenneth
Kevin Klaus Kyle Lars Larry Laurence Lawrence Leo Leon Lewis Liam Louis Luca Luis Luke Marco Marcus Mario Mark Martin
Matt Matthew Max Michael Miguel Mike Mikhail Mohamed Mohammed Muhammad Narendra Nathan Neil Nicholas Nick Nigel Noah
Oliver Omar Oscar Oskar Otto Owen Patrick Paul Pavel Pedro Pete Peter Phil Philip Phillip Pierre Rafael Ralph Ray
Richard Rick Rishi Rob Robert Roger Rolf Ron Ronald Roy Russell Ryan Sajid Salvador Samuel Scott Sean Sergei
Simon Stefan Stephen Steve Steven Stuart Ted Theodore Thomas Tim Timothy Tobias Todd Tom Tomas Tony Travis
Tyler Vincent Vladimir Volodymyr Walter Winston Shinzo Kweisi Callum Mo Joao Mitt Mitch Beto Kwasi Fumio Xi Anders Wayne William Xavier Zachary
"""
_FEMALE = """
Abigail Agnes Alice Alicia Alison Allison Amanda Amber Amy Ana Andrea Angela Anita Ann Anna Anne Annie Barbara Beatrice
Beth Betty Brenda Brittney Camilla Carla Carmen Carol Caroline Catherine Cecilia Charlotte Christina Christine Cindy
Claire Clara Claudia Condoleezza Cristina Cynthia Dana Danielle Dawn Deborah Debra Denise Diana Diane Donna Dorothy
Edda Elena Elise Elizabeth Ella Ellen Emily Emma Erika Erin Eva Eve Fatima Fiona Florence Jacinda Rochelle Rosamund Tracey Amelia Frances Gabriela Gina Giorgia Gloria
Grace Greta Hannah Heather Hedda Helen Hilary Hillary Ingrid Ines Irene Isabel Isabella Jacqueline Jane Janet Janice
Jasmine Jean Jennifer Jenny Jessica Jill Joan Joanna Joanne Judith Judy Julia Julie Kamala Karen Kate Katherine
Kathleen Kathy Katie Katrina Keisha Ketanji Kimberly Kirsten Laura Lauren Laurie Leah Lena Linda Lisa Liz Lori
Louise Lucia Lucy Lydia Lynn Madeleine Maggie Marcia Margaret Maria Marie Marina Marjorie Marta Martha Mary Maya Megan
Meghan Melania Melinda Melissa Mia Michelle Miriam Molly Monica Nadia Nancy Naomi Natalia Natalie Natasha Nicola Nicole
Nina Nora Olga Olivia Pamela Patricia Patty Paula Penny Petra Priti Rachel Rebecca Renee Rita Roberta Rosa Rosalind
Rose Ruth Samantha Sandra Sara Sarah Sharon Sheila Shirley Simone Sofia Sonia Sophia Sophie Stacey Stephanie Susan
Suzanne Tamara Tanya Teresa Theresa Tina Ursula Valerie Vanessa Vera Veronica Victoria Virginia Wendy Yvonne Zoe
"""
SEX: dict[str, str] = {name: "m" for name in _MALE.split()} | {name: "f" for name in _FEMALE.split()}
"""``m`` or ``f`` by given name; those that men and women bear alike are left out."""
